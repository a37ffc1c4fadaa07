using System.Runtime.InteropServices;

namespace DexGrasp.Learning.Export;

/// <summary>
/// Builds an ONNX model (float32, fixed shapes) node by node. Names are numbered in the order of the calls, so that equal
/// calls give equal bytes.
/// </summary>
/// <param name="name">Of the graph.</param>
/// <param name="opset">Version of the operator set.</param>
internal sealed class OnnxGraph(string name, int opset)
{
    private const int TypeFloat = 1, TypeInt64 = 7;
    private readonly List<Action<ProtoWriter>> _nodes = [], _constants = [], _inputs = [], _outputs = [];
    private readonly SortedDictionary<string, string> _metadata = new(StringComparer.Ordinal);

    /// <summary>Declares an input.</summary>
    public string Input(string input, params long[] shape)
    {
        _inputs.Add(writer => Value(writer, input, shape));
        return input;
    }

    /// <summary>Declares an output and makes a value its source.</summary>
    public void Output(string output, string value, params long[] shape)
    {
        _nodes.Add(writer => Node(writer, "Identity", [value], [output], []));
        _outputs.Add(writer => Value(writer, output, shape));
    }

    /// <summary>Adds a constant.</summary>
    /// <exception cref="ArgumentException">The numbers do not fill the shape.</exception>
    public string Constant(float[] values, params long[] shape)
    {
        if (values.Length != shape.Aggregate(1L, (product, side) => product * side))
            throw new ArgumentException($"{values.Length} numbers do not fill the shape [{string.Join(", ", shape)}].");
        return Constant(TypeFloat, shape, MemoryMarshal.AsBytes<float>(values).ToArray());
    }

    /// <summary>Adds a constant list of whole numbers.</summary>
    public string Ints(params long[] values) => Constant(TypeInt64, [values.Length], MemoryMarshal.AsBytes<long>(values).ToArray());

    /// <summary>Adds a node with one result and returns the result's name.</summary>
    public string Add(string operation, string[] inputs, params OnnxAttribute[] attributes) => Add(operation, 1, inputs, attributes)[0];

    /// <summary>Adds a node with several results and returns their names.</summary>
    public string[] Add(string operation, int results, string[] inputs, params OnnxAttribute[] attributes)
    {
        int number = _nodes.Count;
        string[] names = [.. Enumerable.Range(0, results).Select(i => $"{operation}_{number}_{i}")];
        _nodes.Add(writer => Node(writer, operation, inputs, names, attributes));
        return names;
    }

    /// <summary>Adds a remark that a reader of the model finds by its key.</summary>
    public void Remark(string key, string value) => _metadata[key] = value;

    /// <summary>Returns the model's bytes.</summary>
    public byte[] ToBytes()
    {
        // The file format's version that goes with the operator set.
        int format = opset >= 20 ? 9 : 8;
        var model = new ProtoWriter();
        model.Int(1, format).Text(2, "DexGrasp").Message(7, graph =>
        {
            foreach (Action<ProtoWriter> node in _nodes)
                graph.Message(1, node);
            graph.Text(2, name);
            foreach (Action<ProtoWriter> constant in _constants)
                graph.Message(5, constant);
            foreach (Action<ProtoWriter> input in _inputs)
                graph.Message(11, input);
            foreach (Action<ProtoWriter> output in _outputs)
                graph.Message(12, output);
        });
        model.Message(8, set => set.Text(1, "").Int(2, opset));
        foreach ((string key, string value) in _metadata)
            model.Message(14, remark => remark.Text(1, key).Text(2, value));
        return model.Written.ToArray();
    }

    private string Constant(int type, long[] shape, byte[] raw)
    {
        string constant = $"constant_{_constants.Count}";
        _constants.Add(writer =>
        {
            foreach (long side in shape)
                writer.Int(1, side);
            writer.Int(2, type).Text(8, constant).Bytes(9, raw);
        });
        return constant;
    }

    private static void Value(ProtoWriter writer, string name, long[] shape) =>
        writer.Text(1, name).Message(2, type => type.Message(1, tensor => tensor.Int(1, TypeFloat).Message(2, sides =>
        {
            foreach (long side in shape)
                sides.Message(1, dimension => dimension.Int(1, side));
        })));

    private static void Node(ProtoWriter writer, string operation, string[] inputs, string[] outputs, OnnxAttribute[] attributes)
    {
        foreach (string input in inputs)
            writer.Text(1, input);
        foreach (string output in outputs)
            writer.Text(2, output);
        writer.Text(3, $"{outputs[0]}_of").Text(4, operation);
        foreach (OnnxAttribute attribute in attributes)
            writer.Message(5, attribute.Write);
    }
}
