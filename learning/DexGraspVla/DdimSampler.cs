using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>Deterministic denoising (DDIM with eta 0, arXiv 2010.02502); the clean chunk is clipped to [-1, 1] at each step, the noise is not.</summary>
/// <param name="schedule">Noise levels.</param>
public sealed class DdimSampler(NoiseSchedule schedule)
{
    /// <summary>Turns noise into a chunk.</summary>
    /// <param name="start">Normal numbers. Shape: [B, H, action size].</param>
    /// <param name="predictNoise">Noise in a chunk at a level.</param>
    /// <param name="onStep">Sees every step.</param>
    /// <returns>Normalised chunk, same shape.</returns>
    public Tensor Sample(Tensor start, Func<Tensor, int, Tensor> predictNoise, Action<DenoisingStep>? onStep = null)
    {
        Tensor chunk = start.clone();
        foreach (int timestep in schedule.Timesteps)
        {
            using var scope = NewDisposeScope();
            Tensor noise = predictNoise(chunk, timestep);
            Tensor after = Step(chunk, noise, timestep);
            onStep?.Invoke(new DenoisingStep(timestep, noise, after));
            chunk.Dispose();
            chunk = after.MoveToOuterDisposeScope();
        }

        return chunk;
    }

    private Tensor Step(Tensor chunk, Tensor noise, int timestep)
    {
        double now = schedule.AlphaBar[timestep], then = schedule.AlphaBarAfter(timestep);
        Tensor clean = ((chunk - (Math.Sqrt(1 - now) * noise)) / Math.Sqrt(now)).clamp(-1, 1);
        return (Math.Sqrt(then) * clean) + (Math.Sqrt(1 - then) * noise);
    }
}
