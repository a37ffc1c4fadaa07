using Microsoft.ML.OnnxRuntime;

namespace DexGrasp.Controller.Perception;

/// <summary>
/// Models that a user supplies for the target's mask: Segment Anything for the first (Kirillov et al., arXiv 2304.02643), and a model
/// that takes it from picture to picture, such as Cutie (Cheng et al., arXiv 2310.12982). docs/segmenter.md says what they take and give.
/// </summary>
/// <remarks>Thread-safe: trackers on several threads may share it.</remarks>
public sealed class MaskModels : IDisposable
{
    /// <summary>The picture encoder of Segment Anything.</summary>
    public const string SamEncoderName = "sam-encoder.onnx";

    /// <summary>Its prompt encoder and mask decoder, as the official script exports them.</summary>
    public const string SamDecoderName = "sam-decoder.onnx";

    /// <summary>Takes a mask from picture to picture.</summary>
    public const string PropagationName = "propagation.onnx";

    private readonly List<InferenceSession> _sessions = [];

    /// <summary>Reads a folder of models.</summary>
    /// <param name="folder">Holds the three files.</param>
    /// <param name="prefersGpu">Whether a graphics processor is used where this build (-p:Gpu=true) and this machine have one.</param>
    /// <exception cref="MaskModelException">A file is missing, is no model, or has other inputs and outputs.</exception>
    public MaskModels(string folder, bool prefersGpu = true)
    {
        Folder = folder;
        try
        {
            SamEncoder = Open(SamEncoderName, prefersGpu);
            SamDecoder = Open(SamDecoderName, prefersGpu);
            Propagation = Open(PropagationName, prefersGpu);
            SamSegmenter.Check(SamEncoder, SamDecoder);
            MaskPropagation.Check(Propagation);
        }
        catch (Exception e)
        {
            Dispose();
            if (e is OnnxRuntimeException or IOException or UnauthorizedAccessException)
                throw new MaskModelException($"The mask models in {folder} do not load: {e.Message}", e);
            throw;
        }
    }

    /// <summary>Gets the folder as it was given.</summary>
    public string Folder { get; }

    internal InferenceSession SamEncoder { get; }

    internal InferenceSession SamDecoder { get; }

    internal InferenceSession Propagation { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (InferenceSession session in _sessions)
            session.Dispose();
        _sessions.Clear();
    }

    private InferenceSession Open(string name, bool prefersGpu)
    {
        string path = Path.Combine(Folder, name);
        if (!File.Exists(path))
            throw new MaskModelException($"{Folder} has no {name}; it needs {SamEncoderName}, {SamDecoderName} and {PropagationName} (docs/segmenter.md).");
        InferenceSession session = OnnxModels.Open(path, prefersGpu && OnnxModels.HasGpu);
        _sessions.Add(session);
        return session;
    }
}
