using DexGrasp.Controller.Perception;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Segmentation;

/// <summary>How well masks fit, each measure averaged over the windows that it is defined for.</summary>
/// <param name="Iou">Intersection over union with the true pixels, where the target shows. Range: 0 to 1.</param>
/// <param name="Precision">Share of the found pixels that are the target's, where any are found. Range: 0 to 1.</param>
/// <param name="Recall">Share of the target's pixels that are found, where it shows. Range: 0 to 1.</param>
internal sealed record SegmenterScore(double Iou, double Precision, double Recall)
{
    private const int FewestPixels = 10;

    /// <summary>Judges a network on samples whose prompts are spoilt, but not their colours.</summary>
    /// <param name="net">The network.</param>
    /// <param name="batch">Reads samples.</param>
    /// <param name="samples">To judge by.</param>
    /// <param name="prompt">Which prompt.</param>
    /// <param name="most">How many samples at most.</param>
    /// <param name="device">Where the network is.</param>
    public static SegmenterScore Of(SegmenterNet net, SegmenterBatch batch, int[] samples, SegmenterPrompt prompt, int most, Device device)
    {
        using var none = no_grad();
        net.eval();
        int batches = Math.Max(1, Math.Min(most, samples.Length) / batch.Size), stride = Math.Max(1, samples.Length / (batches * batch.Size));
        List<double> iou = [], precision = [], recall = [];
        for (int b = 0; b < batches; b++)
        {
            using var scope = NewDisposeScope();
            int[] indices = [.. Enumerable.Range(b * batch.Size, batch.Size).Select(k => samples[(int)((long)k * stride % samples.Length)])];
            (Tensor input, Tensor target) = batch.Read(indices, prompt, b * batch.Size, device);
            Add(net.forward(input).gt(0), target.ge(0.5), iou, precision, recall);
        }

        return new SegmenterScore(Mean(iou), Mean(precision), Mean(recall));
    }

    private static void Add(Tensor found, Tensor truth, List<double> iou, List<double> precision, List<double> recall)
    {
        float[] both = Count(found & truth), either = Count(found | truth), all = Count(found), wanted = Count(truth);
        for (int i = 0; i < both.Length; i++)
        {
            if (all[i] >= FewestPixels)
                precision.Add(both[i] / all[i]);
            if (wanted[i] < FewestPixels)
                continue;
            iou.Add(both[i] / either[i]);
            recall.Add(both[i] / wanted[i]);
        }
    }

    private static float[] Count(Tensor pixels) => [.. pixels.to(ScalarType.Float32).sum([1L, 2L, 3L]).cpu().data<float>()];

    private static double Mean(List<double> values) => values.Count == 0 ? double.NaN : values.Average();
}
