using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using Microsoft.ML.OnnxRuntime;

namespace DexGrasp.Controller.Policy;

/// <summary>
/// The two networks of a compact policy, ready to run: inputs and outputs are bound once, and a chunk allocates next to nothing.
/// Write <see cref="Head"/>, <see cref="Wrist"/> and <see cref="State"/>, call <see cref="Encode"/> once, then
/// <see cref="Velocity"/> for each flow step.
/// </summary>
/// <remarks>One thread at a time; every worker thread needs a model of its own. Deterministic on the CPU.</remarks>
public sealed class PolicyModel : IVelocityField, IDisposable
{
    /// <summary>The key under which both models carry the hash of their normaliser.</summary>
    public const string NormalizerKey = "normalizer_sha256";

    private const int WarmUps = 3;
    private const string Cuda = "CUDAExecutionProvider";
    private readonly List<IDisposable> _owned = [];
    private readonly RunOptions _run = new();
    private readonly InferenceSession _encoder, _denoiser;
    private readonly OrtIoBinding _encoderBinding, _denoiserBinding;
    private readonly float[] _head, _wrist, _state, _chunk, _time, _velocity;

    /// <summary>Loads a policy and runs it a few times, so that the first chunk takes no longer than the others.</summary>
    /// <param name="folder">Files whose hashes are right.</param>
    /// <param name="options">Threads and processor. Default: one CPU thread.</param>
    /// <exception cref="PolicyException">A file is no model, has other shapes than <see cref="PolicyLayout"/>, or was made for another normaliser.</exception>
    public PolicyModel(PolicyFolder folder, PolicyModelOptions? options = null)
    {
        Folder = folder;
        _owned.Add(_run);
        try
        {
            using SessionOptions settings = Settings(options ?? new PolicyModelOptions());
            _encoder = Open(folder, PolicyFolder.EncoderName, folder.Encoder, settings);
            _denoiser = Open(folder, PolicyFolder.DenoiserName, folder.Denoiser, settings);
            _encoderBinding = Own(_encoder.CreateIoBinding());
            _denoiserBinding = Own(_denoiser.CreateIoBinding());
            _head = Input(_encoder, _encoderBinding, "head", 1, PolicyLayout.HeadChannels, PolicyLayout.HeadSize, PolicyLayout.HeadSize);
            _wrist = Input(_encoder, _encoderBinding, "wrist", 1, PolicyLayout.WristChannels, PolicyLayout.WristHeight, PolicyLayout.WristWidth);
            _state = Input(_encoder, _encoderBinding, "state", 1, PolicyLayout.StateSize);
            _chunk = Input(_denoiser, _denoiserBinding, "chunk", 1, ActionChunk.Horizon, RobotModel.Dof);
            _time = Input(_denoiser, _denoiserBinding, "time", 1);
            Pass("keys");
            Pass("values");
            _velocity = Bind("velocity", Shape(_denoiser.OutputMetadata, PolicyFolder.DenoiserName, "velocity", 1, ActionChunk.Horizon, RobotModel.Dof), _denoiserBinding.BindOutput);
            WarmUp();
        }
        catch (OnnxRuntimeException e)
        {
            Dispose();
            throw new PolicyException($"Policy {folder.Path} does not run: {e.Message}", e);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Gets the policy's files.</summary>
    public PolicyFolder Folder { get; }

    /// <summary>Gets where it runs: "CPU" or "CUDA".</summary>
    public string Device { get; private set; } = "CPU";

    /// <summary>Gets the head picture to write. Shape: [<see cref="PolicyLayout.HeadLength"/>].</summary>
    public Span<float> Head => _head;

    /// <summary>Gets the wrist picture to write. Shape: [<see cref="PolicyLayout.WristLength"/>].</summary>
    public Span<float> Wrist => _wrist;

    /// <summary>Gets the state to write. Shape: [<see cref="PolicyLayout.StateSize"/>].</summary>
    public Span<float> State => _state;

    /// <summary>Works out what every flow step needs of the observation.</summary>
    public void Encode() => _encoder.RunWithBinding(_run, _encoderBinding);

    /// <inheritdoc/>
    public void Velocity(ReadOnlySpan<float> chunk, float time, Span<float> velocity)
    {
        chunk.CopyTo(_chunk);
        _time[0] = time;
        _denoiser.RunWithBinding(_run, _denoiserBinding);
        _velocity.CopyTo(velocity);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        for (int i = _owned.Count - 1; i >= 0; i--)
            _owned[i].Dispose();
        _owned.Clear();
    }

    private void WarmUp()
    {
        var velocity = new float[PolicyLayout.ChunkSize];
        for (int i = 0; i < WarmUps; i++)
        {
            Encode();
            Velocity(velocity, 0, velocity);
        }
    }

    private SessionOptions Settings(PolicyModelOptions options)
    {
        bool gpu = options.PrefersGpu && OrtEnv.Instance().GetAvailableProviders().Contains(Cuda);
        SessionOptions settings = gpu ? SessionOptions.MakeSessionOptionWithCudaProvider(0) : new SessionOptions();
        Device = gpu ? "CUDA" : "CPU";
        settings.IntraOpNumThreads = options.Threads;
        settings.InterOpNumThreads = 1;
        settings.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL;
        // Waiting threads that spin take the processor from whatever else the robot's process does.
        settings.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        settings.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        return settings;
    }

    private InferenceSession Open(PolicyFolder folder, string name, byte[] model, SessionOptions settings)
    {
        InferenceSession session = Own(new InferenceSession(model, settings));
        string? made = session.ModelMetadata.CustomMetadataMap.GetValueOrDefault(NormalizerKey);
        return made == folder.Normalizer.Hash
            ? session
            : throw new PolicyException($"Policy {folder.Path}: {name} was trained with normaliser {made ?? "(none named)"}; {PolicyFolder.CardName} holds {folder.Normalizer.Hash}. Card and model do not belong together.");
    }

    // What the encoder gives is what the denoiser takes: one buffer, never copied.
    private void Pass(string name)
    {
        if (!_encoder.OutputMetadata.TryGetValue(name, out NodeMetadata? given))
            throw new PolicyException($"{PolicyFolder.EncoderName} has no output '{name}'.");
        int[] shape = Shape(_denoiser.InputMetadata, PolicyFolder.DenoiserName, name, given.Dimensions);
        OrtValue? shared = null;
        Bind(name, shape, (_, value) => shared = value);
        _encoderBinding.BindOutput(name, shared!);
        _denoiserBinding.BindInput(name, shared!);
    }

    private float[] Input(InferenceSession session, OrtIoBinding binding, string name, params int[] shape) => Bind(
        name, Shape(session.InputMetadata, session == _encoder ? PolicyFolder.EncoderName : PolicyFolder.DenoiserName, name, shape), binding.BindInput);

    private static int[] Shape(IReadOnlyDictionary<string, NodeMetadata> nodes, string file, string name, params int[] expected)
    {
        if (!nodes.TryGetValue(name, out NodeMetadata? node))
            throw new PolicyException($"{file} has no '{name}'; it has {string.Join(", ", nodes.Keys)}.");
        if (node.ElementType != typeof(float) || !node.Dimensions.SequenceEqual(expected))
            throw new PolicyException($"{file}: '{name}' is {node.ElementType.Name} [{string.Join(", ", node.Dimensions)}]; this build needs Single [{string.Join(", ", expected)}].");
        return expected;
    }

    private float[] Bind(string name, int[] shape, Action<string, OrtValue> bind)
    {
        float[] buffer = GC.AllocateArray<float>(shape.Aggregate(1, (product, side) => product * side), pinned: true);
        bind(name, Own(OrtValue.CreateTensorValueFromMemory(buffer, [.. shape.Select(side => (long)side)])));
        return buffer;
    }

    private T Own<T>(T resource)
        where T : IDisposable
    {
        _owned.Add(resource);
        return resource;
    }
}
