using System.Reflection;
using Microsoft.ML.OnnxRuntime;

namespace DexGrasp.Controller.Perception;

/// <summary>Opens the small networks that run on one thread of the CPU, so that many can run side by side and equal inputs give equal numbers.</summary>
internal static class OnnxModels
{
    /// <summary>Opens a network.</summary>
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
