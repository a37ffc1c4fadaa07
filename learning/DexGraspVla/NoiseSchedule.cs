namespace DexGrasp.Learning.DexGraspVla;

/// <summary>
/// The noise levels of training and denoising: squared cosine (arXiv 2102.09672) in single precision, and the evenly spaced
/// steps that DDIM (arXiv 2010.02502) takes of them, from noisy to clean, counted from level 0.
/// </summary>
public sealed class NoiseSchedule
{
    private const double Shift = 0.008;
    private const double MostBeta = 0.999;
    private readonly float[] _alphaBar;
    private readonly int[] _timesteps;

    /// <summary>Makes a schedule.</summary>
    /// <param name="trainTimesteps">Noise levels. Range: at least <paramref name="inferenceSteps"/>.</param>
    /// <param name="inferenceSteps">Denoising steps. Range: at least 1.</param>
    public NoiseSchedule(int trainTimesteps, int inferenceSteps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inferenceSteps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(trainTimesteps, inferenceSteps);
        _alphaBar = new float[trainTimesteps];
        float product = 1;
        for (int t = 0; t < trainTimesteps; t++)
        {
            double beta = Math.Min(1 - (Signal((t + 1.0) / trainTimesteps) / Signal((double)t / trainTimesteps)), MostBeta);
            _alphaBar[t] = product *= 1 - (float)beta;
        }

        Stride = trainTimesteps / inferenceSteps;
        _timesteps = [.. Enumerable.Range(0, inferenceSteps).Reverse().Select(i => i * Stride)];
    }

    /// <summary>Gets how much of the signal's power is left at each level. Shape: [train timesteps]. Range: (0, 1), falling.</summary>
    public ReadOnlySpan<float> AlphaBar => _alphaBar;

    /// <summary>Gets the levels at which denoising steps are taken, in that order. Published: 45, 42, ..., 3, 0.</summary>
    public ReadOnlySpan<int> Timesteps => _timesteps;

    /// <summary>Gets the distance between two denoising steps. Published: 3.</summary>
    public int Stride { get; }

    /// <summary>Returns the signal's power after the step at a level; 1 after the last.</summary>
    public float AlphaBarAfter(int timestep) => timestep >= Stride ? _alphaBar[timestep - Stride] : 1;

    private static double Signal(double share)
    {
        double cosine = Math.Cos((share + Shift) / (1 + Shift) * Math.PI / 2);
        return cosine * cosine;
    }
}
