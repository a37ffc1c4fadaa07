using System.Reflection;
using Microsoft.ML.OnnxRuntime;

namespace DexGrasp.Controller.Perception;

/// <summary>Opens networks: our small ones, and those that a user supplies.</summary>
internal static class OnnxModels
{
    private const string Cuda = "CUDAExecutionProvider";

    /// <summary>Gets whether this build (-p:Gpu=true) and this machine have a graphics processor that networks can run on.</summary>
    public static bool HasGpu => OrtEnv.Instance().GetAvailableProviders().Contains(Cuda);

    /// <summary>Opens a small network on one thread of the CPU, so that many can run side by side and equal inputs give equal numbers.</summary>
    /// <param name="model">An ONNX model.</param>
    /// <exception cref="OnnxRuntimeException">It is none.</exception>
    public static InferenceSession Open(byte[] model)
    {
        using var settings = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        return new InferenceSession(model, settings);
    }

    /// <summary>Opens a network of any size from its file. Waiting threads do not spin, for the rest of the process needs the processor.</summary>
    /// <param name="path">An ONNX model, with its external data beside it if it has any.</param>
    /// <param name="gpu">Whether it runs on the graphics processor; see <see cref="HasGpu"/>.</param>
    /// <param name="threads">On the CPU, within one operation; 0: one for each core.</param>
    /// <exception cref="OnnxRuntimeException">It is none.</exception>
    public static InferenceSession Open(string path, bool gpu, int threads = 0)
    {
        using SessionOptions settings = gpu ? SessionOptions.MakeSessionOptionWithCudaProvider(0) : new SessionOptions();
        settings.IntraOpNumThreads = threads;
        settings.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return new InferenceSession(path, settings);
    }

    /// <summary>Reads a network that is part of the build.</summary>
    /// <param name="name">File name in models/.</param>
    public static byte[] Shipped(string name)
    {
        string resource = $"DexGrasp.Controller.{name}";
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The build lacks {resource}.");
        var model = new byte[stream.Length];
        stream.ReadExactly(model);
        return model;
    }
}
