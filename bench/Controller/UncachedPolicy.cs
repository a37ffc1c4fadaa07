using DexGrasp.Controller.Policy;
using Microsoft.ML.OnnxRuntime;

namespace DexGrasp.Bench.Controller;

/// <summary>What a policy would cost if each flow step made the condition's keys and values anew; otherwise run as <see cref="PolicyModel"/> does.</summary>
internal sealed class UncachedPolicy : IVelocityField, IDisposable
{
    private readonly List<IDisposable> _owned = [];
    private readonly RunOptions _run = new();
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly float[] _chunk, _time, _velocity;

    public UncachedPolicy(string file)
    {
        using var settings = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL };
        settings.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(file, settings);
        _binding = _session.CreateIoBinding();
        _owned.AddRange([_run, _session, _binding]);
        _chunk = Bind(_session.InputMetadata, "chunk", _binding.BindInput);
        _time = Bind(_session.InputMetadata, "time", _binding.BindInput);
        Bind(_session.InputMetadata, "tokens", _binding.BindInput);
        _velocity = Bind(_session.OutputMetadata, "velocity", _binding.BindOutput);
    }

    public void Velocity(ReadOnlySpan<float> chunk, float time, Span<float> velocity)
    {
        chunk.CopyTo(_chunk);
        _time[0] = time;
        _session.RunWithBinding(_run, _binding);
        _velocity.CopyTo(velocity);
    }

    public void Dispose()
    {
        for (int i = _owned.Count - 1; i >= 0; i--)
            _owned[i].Dispose();
    }

    private float[] Bind(IReadOnlyDictionary<string, NodeMetadata> nodes, string name, Action<string, OrtValue> bind)
    {
        int[] shape = nodes[name].Dimensions;
        float[] buffer = GC.AllocateArray<float>(shape.Aggregate(1, (product, side) => product * side), pinned: true);
        var value = OrtValue.CreateTensorValueFromMemory(buffer, [.. shape.Select(side => (long)side)]);
        _owned.Add(value);
        bind(name, value);
        return buffer;
    }
}
