using System.Runtime.InteropServices;
using DexGrasp.Core.Images;
using Microsoft.ML.OnnxRuntime;
using OpenCvSharp;

namespace DexGrasp.Controller.Perception;

/// <summary>Pictures and numbers as models of others take them.</summary>
internal static class Tensors
{
    /// <summary>Wraps numbers; the array must not change until the tensor is gone.</summary>
    public static OrtValue Of(float[] numbers, params long[] shape) => OrtValue.CreateTensorValueFromMemory(numbers, shape);

    /// <summary>Checks that a model has the tensors that it needs.</summary>
    /// <exception cref="MaskModelException">Some are missing or hold something else than float32; the message names them.</exception>
    public static void Need(string file, IReadOnlyDictionary<string, NodeMetadata> tensors, IReadOnlyList<string> names)
    {
        string[] missing = [.. names.Where(name => !IsFloat(tensors, name))];
        if (missing.Length > 0)
            throw new MaskModelException($"{file} has no float32 {string.Join(", ", missing)}; it has {Describe(tensors)}.");
    }

    /// <summary>Says whether a model has a tensor of that name with float32 numbers. Inputs and outputs may also be lists or maps, which have neither type nor shape.</summary>
    public static bool IsFloat(IReadOnlyDictionary<string, NodeMetadata> tensors, string name) =>
        tensors.TryGetValue(name, out NodeMetadata? node) && node.IsTensor && node.ElementType == typeof(float);

    /// <summary>Lists tensors with their types and shapes; -1 for any length.</summary>
    public static string Describe(IReadOnlyDictionary<string, NodeMetadata> tensors) => string.Join(
        ", ", tensors.Select(t => t.Value.IsTensor ? $"{t.Key} {t.Value.ElementType?.Name} [{string.Join(", ", t.Value.Dimensions)}]" : $"{t.Key} ({t.Value.OnnxValueType})"));

    /// <summary>Returns a picture's pixels at another size, linearly interpolated. Shape: [height x width x 3], RGB.</summary>
    public static byte[] Resized(ImageRgb picture, int width, int height)
    {
        if (width == picture.Width && height == picture.Height)
            return picture.Pixels;
        using var from = Mat.FromPixelData(picture.Height, picture.Width, MatType.CV_8UC3, picture.Pixels);
        using var to = new Mat();
        Cv2.Resize(from, to, new Size(width, height), interpolation: width < picture.Width ? InterpolationFlags.Area : InterpolationFlags.Linear);
        var pixels = new byte[3 * width * height];
        Marshal.Copy(to.Data, pixels, 0, pixels.Length);
        return pixels;
    }

    /// <summary>Returns numbers at another size, linearly interpolated. Shape: [height x width].</summary>
    public static float[] Resized(float[] plane, int fromWidth, int fromHeight, int width, int height)
    {
        if (width == fromWidth && height == fromHeight)
            return plane;
        using var from = Mat.FromPixelData(fromHeight, fromWidth, MatType.CV_32FC1, plane);
        using var to = new Mat();
        Cv2.Resize(from, to, new Size(width, height), interpolation: InterpolationFlags.Linear);
        var numbers = new float[width * height];
        Marshal.Copy(to.Data, numbers, 0, numbers.Length);
        return numbers;
    }
}
