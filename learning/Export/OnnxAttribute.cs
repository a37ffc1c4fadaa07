namespace DexGrasp.Learning.Export;

/// <summary>A setting of an ONNX node: a whole number, a fraction, or whole numbers.</summary>
internal sealed class OnnxAttribute
{
    private const int KindFloat = 1, KindInt = 2, KindInts = 7;
    private readonly Action<ProtoWriter> _write;

    private OnnxAttribute(string name, int kind, Action<ProtoWriter> value) => _write = writer =>
    {
        writer.Text(1, name);
        value(writer);
        writer.Int(20, kind);
    };

    public static OnnxAttribute Of(string name, long value) => new(name, KindInt, writer => writer.Int(3, value));

    public static OnnxAttribute Of(string name, float value) => new(name, KindFloat, writer => writer.Float(2, value));

    public static OnnxAttribute Of(string name, params long[] values) => new(name, KindInts, writer =>
    {
        foreach (long value in values)
            writer.Int(8, value);
    });

    /// <summary>Writes it as an AttributeProto.</summary>
    public void Write(ProtoWriter writer) => _write(writer);
}
