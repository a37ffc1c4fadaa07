using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;

namespace DexGrasp.Core.Control;

/// <summary>What a controller answers to one observation.</summary>
/// <param name="Chunk">The motion to play from now on.</param>
/// <param name="Status">Whether there is more to do.</param>
/// <param name="ObserveAgainAfter">How much of the chunk to play before the next observation. Range: 0.05 s to the chunk's length.</param>
/// <param name="Target">The object's pixels in the head picture, for display; null when not seen.</param>
/// <param name="Note">One phrase for people: the phase, or why it failed.</param>
/// <param name="LooksNext">
/// Whether the next observation's pictures will be looked at. While false, and the status is acting, a link may pass old ones on. Default: true.
/// </param>
public sealed record ControllerStep(
    ActionChunk Chunk, ControllerStatus Status, TimeSpan ObserveAgainAfter, Mask? Target, string Note, bool LooksNext = true);
