using Microsoft.ML.OnnxRuntime;

namespace DexGrasp.Controller.Policy;

/// <summary>
/// A policy that also says where its chunk's tokens look: at which parts of the head picture, of the wrist picture, or at the
/// state. For people who want to understand a policy; the robot has no use for it.
/// </summary>
/// <remarks>One thread at a time. Show an observation with <see cref="Encode"/>, then let a flow sampler ask for velocities.</remarks>
public sealed class PolicyAttention : IVelocityField, IDisposable
{
    /// <summary>Name of the denoiser with this output, beside the policy's other files.</summary>
    public const string FileName = "attention.onnx";

    /// <summary>Name of the output. Shape: [chunk tokens x condition tokens].</summary>
    public const string OutputName = "attention";

    /// <summary>The key under which the model carries the SHA-256 of the denoiser that it belongs to.</summary>
    public const string DenoiserKey = "denoiser_sha256";

    /// <summary>The key under which the model carries rows and columns of the head picture's tokens, as "4x4".</summary>
    public const string HeadGridKey = "head_tokens";

    /// <summary>The key under which the model carries rows and columns of the wrist picture's tokens.</summary>
    public const string WristGridKey = "wrist_tokens";

    private readonly InferenceSession _encoder, _denoiser;
    private readonly RunOptions _run = new();
    private readonly float[] _seen;
    private IDisposableReadOnlyCollection<OrtValue>? _condition;
    private int _looks;

    /// <summary>Loads encoder and attention of a policy.</summary>
    /// <exception cref="PolicyException">The folder has no such file, or it belongs to another denoiser.</exception>
    public PolicyAttention(PolicyFolder folder)
    {
        string path = Path.Combine(folder.Path, FileName);
        if (!File.Exists(path))
            throw new PolicyException($"Policy {folder.Path} has no {FileName}. Export it again with --attention.");
        try
        {
            _encoder = new InferenceSession(folder.Encoder);
            _denoiser = new InferenceSession(path);
        }
        catch (OnnxRuntimeException e)
        {
            throw new PolicyException($"Policy {folder.Path} does not run: {e.Message}", e);
        }

        Dictionary<string, string> remarks = _denoiser.ModelMetadata.CustomMetadataMap;
        if (remarks.GetValueOrDefault(DenoiserKey) != folder.Card.Files[PolicyFolder.DenoiserName])
            throw new PolicyException($"Policy {folder.Path}: {FileName} belongs to another {PolicyFolder.DenoiserName}. Export the policy again with --attention.");
        (HeadGrid, WristGrid) = (Grid(remarks, HeadGridKey), Grid(remarks, WristGridKey));
        _seen = new float[HeadTokens + WristTokens + 1];
    }

    /// <summary>Gets rows and columns of the head picture's tokens, which come first, row by row.</summary>
    public (int Rows, int Columns) HeadGrid { get; }

    /// <summary>Gets rows and columns of the wrist picture's tokens, which come second; the state's token is the last.</summary>
    public (int Rows, int Columns) WristGrid { get; }

    /// <summary>Gets how many tokens are the head picture's.</summary>
    public int HeadTokens => HeadGrid.Rows * HeadGrid.Columns;

    /// <summary>Gets how many tokens are the wrist picture's.</summary>
    public int WristTokens => WristGrid.Rows * WristGrid.Columns;

    /// <summary>Returns where the chunk's tokens looked since <see cref="Encode"/>, the mean over layers, heads, tokens and flow steps. Shape: [condition tokens]. Sum: 1.</summary>
    public float[] Mean() => Array.ConvertAll(_seen, sum => sum / Math.Max(1, _looks));

    /// <summary>Shows an observation and forgets where was looked before.</summary>
    /// <param name="head">Shape: [<see cref="PolicyLayout.HeadLength"/>].</param>
    /// <param name="wrist">Shape: [<see cref="PolicyLayout.WristLength"/>].</param>
    /// <param name="state">Shape: [<see cref="PolicyLayout.StateSize"/>].</param>
    public void Encode(float[] head, float[] wrist, float[] state)
    {
        _condition?.Dispose();
        using OrtValue h = OrtValue.CreateTensorValueFromMemory(head, [1, PolicyLayout.HeadChannels, PolicyLayout.HeadSize, PolicyLayout.HeadSize]);
        using OrtValue w = OrtValue.CreateTensorValueFromMemory(wrist, [1, PolicyLayout.WristChannels, PolicyLayout.WristHeight, PolicyLayout.WristWidth]);
        using OrtValue s = OrtValue.CreateTensorValueFromMemory(state, [1, PolicyLayout.StateSize]);
        _condition = _encoder.Run(_run, new Dictionary<string, OrtValue> { ["head"] = h, ["wrist"] = w, ["state"] = s }, ["keys", "values"]);
        Array.Clear(_seen);
        _looks = 0;
    }

    /// <inheritdoc/>
    public void Velocity(ReadOnlySpan<float> chunk, float time, Span<float> velocity)
    {
        using OrtValue c = OrtValue.CreateTensorValueFromMemory(chunk.ToArray(), [1, PolicyLayout.ChunkSize / Core.Robots.RobotModel.Dof, Core.Robots.RobotModel.Dof]);
        using OrtValue t = OrtValue.CreateTensorValueFromMemory(new[] { time }, [1]);
        var inputs = new Dictionary<string, OrtValue> { ["chunk"] = c, ["time"] = t, ["keys"] = _condition![0], ["values"] = _condition[1] };
        using IDisposableReadOnlyCollection<OrtValue> results = _denoiser.Run(_run, inputs, ["velocity", OutputName]);
        results[0].GetTensorDataAsSpan<float>().CopyTo(velocity);
        ReadOnlySpan<float> looks = results[1].GetTensorDataAsSpan<float>();
        for (int i = 0; i < looks.Length; i++)
            _seen[i % _seen.Length] += looks[i];
        _looks += looks.Length / _seen.Length;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _condition?.Dispose();
        _encoder.Dispose();
        _denoiser.Dispose();
        _run.Dispose();
    }

    private static (int Rows, int Columns) Grid(Dictionary<string, string> remarks, string key)
    {
        string text = remarks.GetValueOrDefault(key) ?? "";
        return text.Split('x') is [string rows, string columns] && int.TryParse(rows, out int r) && int.TryParse(columns, out int c)
            ? (r, c) : throw new PolicyException($"{FileName} says '{text}' for {key}; rows and columns are needed, as \"4x4\". Export the policy again with --attention.");
    }
}
