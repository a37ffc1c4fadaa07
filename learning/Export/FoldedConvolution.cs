namespace DexGrasp.Learning.Export;

/// <summary>A convolution that has taken in the batch norm behind it: both are linear once the norm's statistics stand.</summary>
internal static class FoldedConvolution
{
    private const double Epsilon = 1e-5;

    /// <summary>Folds.</summary>
    /// <param name="weights">Holds conv.weight and norm.weight, bias, running_mean, running_var.</param>
    /// <param name="name">Of the pair.</param>
    /// <returns>Kernel [Cout, Cin, 3, 3], bias [Cout] and the kernel's shape.</returns>
    public static (float[] Kernel, float[] Bias, long[] Shape) Of(Weights weights, string name)
    {
        float[] kernel = (float[])weights[$"{name}.conv.weight"].Clone();
        float[] gain = weights[$"{name}.norm.weight"], shift = weights[$"{name}.norm.bias"];
        float[] mean = weights[$"{name}.norm.running_mean"], variance = weights[$"{name}.norm.running_var"];
        var bias = new float[gain.Length];
        int each = kernel.Length / gain.Length;
        for (int c = 0; c < gain.Length; c++)
        {
            double factor = gain[c] / Math.Sqrt(variance[c] + Epsilon);
            bias[c] = (float)(shift[c] - (mean[c] * factor));
            for (int i = 0; i < each; i++)
                kernel[(c * each) + i] = (float)(kernel[(c * each) + i] * factor);
        }

        return (kernel, bias, [gain.Length, each / 9, 3, 3]);
    }
}
