namespace DexGrasp.Learning.Rl;

/// <summary>Normalises what policy and critic see, each by itself, and puts it into one row: observation, then privileged numbers.</summary>
/// <param name="sizes">Widths.</param>
/// <param name="limit">Largest result. Unit: standard deviations.</param>
internal sealed class InputNormalizer(PolicySizes sizes, double limit)
{
    /// <summary>Gets what normalises observations.</summary>
    public RunningNormalizer Observation { get; } = new(sizes.Observation, limit);

    /// <summary>Gets what normalises privileged numbers.</summary>
    public RunningNormalizer Privileged { get; } = new(sizes.Privileged, limit);

    /// <summary>Takes what all environments show into account.</summary>
    /// <exception cref="RlException">A number is not finite.</exception>
    public void Update(ReadOnlySpan<float> observations, ReadOnlySpan<float> privileged)
    {
        Check(observations, privileged);
        Observation.Update(observations);
        Privileged.Update(privileged);
    }

    /// <summary>Normalises all rows.</summary>
    /// <param name="observations">Shape: [N x O].</param>
    /// <param name="privileged">Shape: [N x P].</param>
    /// <param name="inputs">Shape: [N x (O + P)].</param>
    /// <exception cref="RlException">A number is not finite.</exception>
    public void Apply(ReadOnlySpan<float> observations, ReadOnlySpan<float> privileged, Span<float> inputs)
    {
        Check(observations, privileged);
        int width = sizes.Observation + sizes.Privileged;
        for (int i = 0; i < observations.Length / sizes.Observation; i++)
            ApplyUnchecked(observations, privileged, i, inputs.Slice(i * width, width));
    }

    /// <summary>Normalises one row.</summary>
    /// <param name="observations">Shape: [N x O].</param>
    /// <param name="privileged">Shape: [N x P].</param>
    /// <param name="i">Which row.</param>
    /// <param name="input">Shape: [O + P].</param>
    /// <exception cref="RlException">A number is not finite.</exception>
    public void ApplyRow(ReadOnlySpan<float> observations, ReadOnlySpan<float> privileged, int i, Span<float> input)
    {
        Check(observations.Slice(i * sizes.Observation, sizes.Observation), privileged.Slice(i * sizes.Privileged, sizes.Privileged));
        ApplyUnchecked(observations, privileged, i, input);
    }

    private void ApplyUnchecked(ReadOnlySpan<float> observations, ReadOnlySpan<float> privileged, int i, Span<float> input)
    {
        Observation.Apply(observations.Slice(i * sizes.Observation, sizes.Observation), input[..sizes.Observation]);
        Privileged.Apply(privileged.Slice(i * sizes.Privileged, sizes.Privileged), input[sizes.Observation..]);
    }

    private void Check(ReadOnlySpan<float> observations, ReadOnlySpan<float> privileged)
    {
        Finite.Require(observations, sizes.Observation, "Observation", sizes.Task);
        Finite.Require(privileged, sizes.Privileged, "Privileged number", sizes.Task);
    }
}
