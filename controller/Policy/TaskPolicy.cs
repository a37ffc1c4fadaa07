using DexGrasp.Core.Environments;
using Microsoft.ML.OnnxRuntime;

namespace DexGrasp.Controller.Policy;

/// <summary>
/// A policy that was learned by trial and error, one ONNX model: input "observation" [1, O] as the task writes it, output "action"
/// [1, A]. Runs on one thread of the CPU on memory that is bound once; allocates nothing managed per call but what the runtime does.
/// </summary>
public sealed class TaskPolicy : IActor, IDisposable
{
    private const string InputName = "observation", OutputName = "action", TaskKey = "task", HashKey = "sha256";
    private readonly Lock _gate = new();
    private readonly InferenceSession _session;
    private readonly float[] _observation, _action;
    private readonly OrtValue _input, _output;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _options = new();

    private TaskPolicy(InferenceSession session, int observationSize, int actionSize)
    {
        _session = session;
        _observation = new float[observationSize];
        _action = new float[actionSize];
        _input = OrtValue.CreateTensorValueFromMemory(_observation, [1, observationSize]);
        _output = OrtValue.CreateTensorValueFromMemory(_action, [1, actionSize]);
        _binding = session.CreateIoBinding();
        _binding.BindInput(InputName, _input);
        _binding.BindOutput(OutputName, _output);
        Hash = session.ModelMetadata.CustomMetadataMap.GetValueOrDefault(HashKey, "");
    }

    /// <summary>Gets the SHA-256 of the policy's numbers, from the model's remarks.</summary>
    public string Hash { get; }

    /// <summary>Opens a policy.</summary>
    /// <param name="path">ONNX model of <c>dexgrasp export rl</c>.</param>
    /// <param name="task">Name of the task that it has to be for.</param>
    /// <param name="observationSize">Numbers that the task's observation has.</param>
    /// <param name="actionSize">Numbers that the task's action has.</param>
    /// <exception cref="PolicyException">There is no such file, it is no model, or it is for another task or other sizes.</exception>
    public static TaskPolicy Open(string path, string task, int observationSize, int actionSize)
    {
        InferenceSession session;
        try
        {
            session = Perception.OnnxModels.Open(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or OnnxRuntimeException)
        {
            throw new PolicyException($"{path}: {e.Message} A policy of the task '{task}' is needed (dexgrasp export rl).", e);
        }

        string found = session.ModelMetadata.CustomMetadataMap.GetValueOrDefault(TaskKey, "an unnamed task");
        int[] sizes = [Size(session.InputMetadata, InputName), Size(session.OutputMetadata, OutputName)];
        if (found == task && sizes[0] == observationSize && sizes[1] == actionSize)
            return new TaskPolicy(session, observationSize, actionSize);
        session.Dispose();
        throw new PolicyException($"{path} is a policy of '{found}' with {sizes[0]} numbers in and {sizes[1]} out; '{task}' with {observationSize} in and {actionSize} out is needed. Nothing was loaded.");
    }

    /// <inheritdoc/>
    /// <remarks>Thread-safe: one call at a time.</remarks>
    public void Act(ReadOnlySpan<float> observation, Span<float> action)
    {
        lock (_gate)
        {
            observation.CopyTo(_observation);
            _session.RunWithBinding(_options, _binding);
            _action.CopyTo(action);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _binding.Dispose();
        _input.Dispose();
        _output.Dispose();
        _options.Dispose();
        _session.Dispose();
    }

    private static int Size(IReadOnlyDictionary<string, NodeMetadata> metadata, string name) =>
        metadata.TryGetValue(name, out NodeMetadata? node) && node.Dimensions is [1, int size] ? size : -1;
}
