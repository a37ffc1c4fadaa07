using System.Runtime.InteropServices;

namespace DexGrasp.Learning.Export;

/// <summary>
/// Builds an ONNX model (float32) node by node. Names are numbered in the order of the calls, so that equal
/// calls give equal bytes.
/// </summary>
/// <param name="name">Of the graph.</param>
/// <param name="opset">Version of the operator set.</param>
internal sealed class OnnxGraph(string name, int opset)
{
    private const int TypeFloat = 1, TypeInt64 = 7;
    private readonly List<Action<ProtoWriter>> _nodes = [], _constants = [], _inputs = [], _outputs = [];
    private readonly SortedDictionary<string, string> _metadata = new(StringComparer.Ordinal);

    /// <summary>Declares an input; -1 is any length.</summary>
    public string Input(string input, params long[] shape)
    {
        _inputs.Add(writer => Value(writer, input, shape));
        return input;
    }

    /// <summary>Declares an output and makes a value its source; -1 is any length.</summary>
    public void Output(string output, string value, params long[] shape)
    {
        _nodes.Add(writer => Node(writer, "Identity", [value], [output], []));
        _outputs.Add(writer => Value(writer, output, shape));
    }

    /// <summary>Adds a constant.</summary>
    /// <param name="values">Row-major; must not change before the model is written.</param>
    /// <param name="shape">Of the constant.</param>
    /// <exception cref="ArgumentException">The numbers do not fill the shape.</exception>
    public string Constant(float[] values, params long[] shape)
    {
        if (values.Length != shape.Aggregate(1L, (product, side) => product * side))
            throw new ArgumentException($"{values.Length} numbers do not fill the shape [{string.Join(", ", shape)}].");
        return Constant(TypeFloat, shape, writer => writer.Floats(9, values));
    }

    /// <summary>Adds a constant list of whole numbers.</summary>
    public string Ints(params long[] values) => Constant(TypeInt64, [values.Length], writer => writer.Bytes(9, MemoryMarshal.AsBytes<long>(values)));

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
        using var bytes = new MemoryStream();
        Write(bytes);
        return bytes.ToArray();
    }

    /// <summary>Writes the model to a stream. A model is one protobuf message, and such a message is at most 2 GiB long.</summary>
    public void Write(Stream stream)
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
        model.WriteTo(stream);
    }

    private string Constant(int type, long[] shape, Action<ProtoWriter> raw)
    {
        string constant = $"constant_{_constants.Count}";
        _constants.Add(writer =>
        {
            foreach (long side in shape)
                writer.Int(1, side);
            raw(writer.Int(2, type).Text(8, constant));
        });
        return constant;
    }

    private static void Value(ProtoWriter writer, string name, long[] shape) =>
        writer.Text(1, name).Message(2, type => type.Message(1, tensor => tensor.Int(1, TypeFloat).Message(2, sides =>
        {
            foreach (long side in shape)
                sides.Message(1, dimension =>
                {
                    if (side >= 0)
                        dimension.Int(1, side);
                });
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
