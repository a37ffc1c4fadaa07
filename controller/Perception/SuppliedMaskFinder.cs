using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;

namespace DexGrasp.Controller.Perception;

/// <summary>Finds masks with the models that a user supplied: the first from a box, the next ones by propagation from it.</summary>
internal sealed class SuppliedMaskFinder(MaskModels models) : IMaskFinder
{
    private readonly SamSegmenter _segmenter = new(models);
    private readonly MaskPropagation _propagation = new(models);

    /// <inheritdoc/>
    public Mask FromBox(Observation observation, BoundingBox box) => _segmenter.Segment(observation.Head.Rgb, box);

    /// <inheritdoc/>
    public void Follow(Observation observation, Mask mask) => _propagation.Begin(observation.Head.Rgb, mask);

    /// <inheritdoc/>
    /// <remarks>The model remembers by itself: where the mask was moved with the hand since, that is not used.</remarks>
    public Mask FromMask(Observation observation, Mask earlier) => _propagation.Step(observation.Head.Rgb);
}
