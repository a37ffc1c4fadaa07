using DexGrasp.Core.Messages;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>How much each step of a chunk counts in a loss: the next ones are executed, the far ones are a forecast.</summary>
internal static class StepWeights
{
    private const double Decay = 20;
    private const double Least = 0.2;

    /// <summary>Returns weights of mean 1. Shape: [64, 1].</summary>
    public static Tensor Make()
    {
        double[] raw = [.. Enumerable.Range(0, ActionChunk.Horizon).Select(k => Least + Math.Exp(-k / Decay))];
        double mean = raw.Average();
        return tensor(raw.Select(w => (float)(w / mean)).ToArray()).unsqueeze(1);
    }
}
