using static TorchSharp.torch;

namespace DexGrasp.Learning.Training;

/// <summary>One thread's copy of a network that computes gradients on its share of a step.</summary>
internal interface IGradientWorker
{
    /// <summary>Gets this worker's copy; of the same shape as the network in training.</summary>
    nn.Module Network { get; }

    /// <summary>Gets how many samples of a step are this worker's.</summary>
    int Share { get; }

    /// <summary>Is told, before a step, what comes after it, so that it can be read meanwhile.</summary>
    /// <param name="indices">Samples. Shape: [Share].</param>
    /// <param name="seed">Of everything random in that share.</param>
    void Announce(ReadOnlySpan<int> indices, int seed)
    {
    }

    /// <summary>Computes the loss and leaves its gradient in <see cref="Network"/>, whose gradients are cleared and whose weights are the newest.</summary>
    /// <param name="indices">Samples. Shape: [Share].</param>
    /// <param name="seed">Of everything random in this share.</param>
    /// <returns>Parts of the loss, for curves.</returns>
    double[] Gradient(ReadOnlySpan<int> indices, int seed);
}
