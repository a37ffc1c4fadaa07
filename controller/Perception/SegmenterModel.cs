using Microsoft.ML.OnnxRuntime;

namespace DexGrasp.Controller.Perception;

/// <summary>
/// The segmenter's network: write <see cref="Window"/>, call <see cref="Run"/>, read <see cref="Logits"/>. Runs on one thread of the
/// CPU; equal windows give equal numbers. One thread at a time; every worker thread needs one of its own.
/// </summary>
public sealed class SegmenterModel : IDisposable
{
    private static readonly Lazy<InferenceSession> Shipped = new(() => OnnxModels.Open(OnnxModels.Shipped("segmenter.onnx")));
    private static readonly string[] Inputs = [SegmenterLayout.Input], Outputs = [SegmenterLayout.Output];
    private readonly InferenceSession _session;
    private readonly bool _owned;
    private readonly float[] _window = GC.AllocateArray<float>(SegmenterLayout.Length, pinned: true);
    private readonly float[] _logits = GC.AllocateArray<float>(SegmenterLayout.Pixels, pinned: true);

    /// <summary>Takes the network that is part of the build, models/segmenter.onnx; all of them share its session, which lives as long as the process.</summary>
    public SegmenterModel() => _session = Shipped.Value;

    /// <summary>Takes another network.</summary>
    /// <param name="model">An ONNX model with the names and shapes of <see cref="SegmenterLayout"/>.</param>
    /// <exception cref="OnnxRuntimeException">It is none, or has others.</exception>
    public SegmenterModel(byte[] model)
    {
        _session = OnnxModels.Open(model);
        _owned = true;
    }

    /// <summary>Gets the input to write. Shape: [<see cref="SegmenterLayout.Length"/>].</summary>
    public Span<float> Window => _window;

    /// <summary>Gets the log odds that a pixel is the target's. Shape: [<see cref="SegmenterLayout.Pixels"/>].</summary>
    public ReadOnlySpan<float> Logits => _logits;

    /// <summary>Computes the logits of the window.</summary>
    public void Run()
    {
        using var options = new RunOptions();
        using OrtValue window = OrtValue.CreateTensorValueFromMemory(_window, [1, SegmenterLayout.Channels, SegmenterLayout.Size, SegmenterLayout.Size]);
        using OrtValue logits = OrtValue.CreateTensorValueFromMemory(_logits, [1, 1, SegmenterLayout.Size, SegmenterLayout.Size]);
        _session.Run(options, Inputs, [window], Outputs, [logits]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_owned)
            _session.Dispose();
    }
}
