using DexGrasp.Controller.Policy;
using DexGrasp.Core.Robots;

namespace DexGrasp.App.Policies;

/// <summary>Asks a policy for single chunks, always from the same noise, so that two chunks differ only by what the policy was shown. One thread at a time.</summary>
internal sealed class PolicyPredictor(PolicyModel model, RobotModel robot)
{
    private readonly ChunkCode _code = new(robot);
    private readonly float[] _numbers = new float[PolicyLayout.ChunkSize];

    /// <summary>Works out a chunk that follows no other.</summary>
    /// <param name="input">What the policy reads.</param>
    /// <param name="seed">Of the noise.</param>
    /// <returns>Joint targets. Shape: [64 x 13]. Unit: rad.</returns>
    /// <exception cref="PolicyException">The policy's numbers are not finite.</exception>
    public double[] Predict(PolicyInput input, int seed)
    {
        input.Head.CopyTo(model.Head);
        input.Wrist.CopyTo(model.Wrist);
        input.State.CopyTo(model.State);
        model.Encode();
        new FlowSampler(seed).Sample(model, model.Folder.Card.FlowSteps, null, _numbers);
        model.Folder.Normalizer.Restore(_numbers);
        return _code.Decode(_numbers, input.CommandRad.Span)
            ?? throw new PolicyException($"Policy {model.Folder.Path}: its output is not finite; verify its files.");
    }
}
