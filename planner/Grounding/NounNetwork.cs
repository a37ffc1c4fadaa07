using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace DexGrasp.Planner.Grounding;

/// <summary>
/// Small convolutional networks that say which noun a seen object is called by, averaged. Weights: models/planner-nouns.safetensors,
/// trained on renders of generated and training objects by <c>dexgrasp train grounder</c>.
/// </summary>
internal sealed class NounNetwork
{
    private readonly Dictionary<string, float[]> _weights = [];
    private readonly float[] _mean;
    private readonly float[] _deviation;
    private readonly int _members;
    private readonly double _temperature;

    private NounNetwork(ReadOnlySpan<byte> file)
    {
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        using JsonDocument header = JsonDocument.Parse(file.Slice(8, length).ToArray());
        foreach (JsonProperty entry in header.RootElement.EnumerateObject().Where(e => e.Name != "__metadata__"))
        {
            int from = entry.Value.GetProperty("data_offsets")[0].GetInt32(), to = entry.Value.GetProperty("data_offsets")[1].GetInt32();
            ReadOnlySpan<byte> data = file[(8 + length + from)..(8 + length + to)];
            _weights[entry.Name] = entry.Value.GetProperty("dtype").GetString() == "F16"
                ? [.. MemoryMarshal.Cast<byte, Half>(data).ToArray().Select(h => (float)h)] : MemoryMarshal.Cast<byte, float>(data).ToArray();
        }

        JsonElement about = header.RootElement.GetProperty("__metadata__");
        Nouns = about.GetProperty("nouns").GetString()!.Split(',');
        _members = int.Parse(about.GetProperty("members").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        _temperature = double.Parse(about.GetProperty("temperature").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        (_mean, _deviation) = (_weights["mean"], _weights["deviation"]);
        if (_mean.Length != ObjectSignature.NumberCount)
            throw new InvalidOperationException($"The noun network was trained on {_mean.Length} numbers an object; this program measures {ObjectSignature.NumberCount}. Train it again.");
    }

    /// <summary>Gets the nouns in the order of <see cref="Probabilities"/>.</summary>
    public IReadOnlyList<string> Nouns { get; }

    /// <summary>Reads the weights that come with the program.</summary>
    public static NounNetwork BuiltIn { get; } = Read();

    /// <summary>Returns how likely each noun is. Shape: [Nouns]; sums to 1.</summary>
    public double[] Probabilities(ObjectSignature signature)
    {
        float[] numbers = signature.Numbers.ToArray();
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = Math.Clamp((numbers[i] - _mean[i]) / _deviation[i], -4, 4);
        var mean = new double[Nouns.Count];
        for (int m = 0; m < _members; m++)
        {
            float[] x = signature.Crop.ToArray();
            (int channels, int side) = (ObjectSignature.Channels, ObjectSignature.Side);
            for (int layer = 1; _weights.TryGetValue($"{m}.conv{layer}.bias", out float[]? bias); layer++)
            {
                x = Convolve(x, channels, side, _weights[$"{m}.conv{layer}.weight"], bias);
                (channels, side) = (bias.Length, side / 2);
            }

            float[] hidden = Dense([.. x, .. numbers], _weights[$"{m}.hidden.weight"], _weights[$"{m}.hidden.bias"]);
            for (int i = 0; i < hidden.Length; i++)
                hidden[i] = Math.Max(0, hidden[i]);
            float[] scores = Dense(hidden, _weights[$"{m}.output.weight"], _weights[$"{m}.output.bias"]);
            double best = scores.Max(), sum = scores.Sum(s => Math.Exp((s - best) / _temperature));
            for (int c = 0; c < mean.Length; c++)
                mean[c] += Math.Exp((scores[c] - best) / _temperature) / sum / _members;
        }

        return mean;
    }

    // 3 x 3, stride 2, one pixel of zeros around, then the positive part.
    private static float[] Convolve(float[] input, int channels, int side, float[] kernel, float[] bias)
    {
        int half = side / 2, taps = channels * 9;
        var output = new float[bias.Length * half * half];
        var patch = new float[taps];
        for (int y = 0; y < half; y++)
        {
            for (int x = 0; x < half; x++)
            {
                for (int t = 0; t < taps; t++)
                {
                    (int c, int v, int u) = (t / 9, (2 * y) + (t % 9 / 3) - 1, (2 * x) + (t % 3) - 1);
                    patch[t] = (uint)v < (uint)side && (uint)u < (uint)side ? input[(((c * side) + v) * side) + u] : 0;
                }

                for (int o = 0; o < bias.Length; o++)
                    output[(((o * half) + y) * half) + x] = Math.Max(0, bias[o] + TensorPrimitives.Dot(patch, kernel.AsSpan(o * taps, taps)));
            }
        }

        return output;
    }

    private static float[] Dense(float[] input, float[] weight, float[] bias) =>
        [.. bias.Select((b, o) => b + TensorPrimitives.Dot(input, weight.AsSpan(o * input.Length, input.Length)))];

    private static NounNetwork Read()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("DexGrasp.Planner.planner-nouns.safetensors")
            ?? throw new InvalidOperationException("The noun network is missing from this build.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new NounNetwork(bytes);
    }
}
