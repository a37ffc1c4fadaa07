using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;

namespace DexGrasp.Controller.Perception;

/// <summary>Finds the target's pixels in a head picture from a prompt. One thread at a time.</summary>
internal interface IMaskFinder
{
    /// <summary>Finds what a box holds.</summary>
    /// <param name="observation">With depth in the head picture.</param>
    /// <param name="box">Around the target. Unit: px.</param>
    /// <returns>A mask of the head picture; empty where nothing is found.</returns>
    Mask FromBox(Observation observation, BoundingBox box);

    /// <summary>Takes a mask as the target's; <see cref="FromMask"/> finds that one from then on.</summary>
    /// <param name="observation">With the picture of the mask.</param>
    /// <param name="mask">Of its head picture.</param>
    void Follow(Observation observation, Mask mask);

    /// <summary>Finds what an earlier mask showed.</summary>
    /// <param name="observation">With depth in the head picture.</param>
    /// <param name="earlier">Where the target is expected; of the head picture's size.</param>
    /// <returns>A mask of the head picture; empty where nothing is found.</returns>
    Mask FromMask(Observation observation, Mask earlier);
}
