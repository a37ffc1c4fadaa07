using DexGrasp.Core.Control;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;

namespace DexGrasp.Controller.Skills;

/// <summary>What a skill answers to one observation.</summary>
/// <param name="Chunk">The motion from now on.</param>
/// <param name="Status">Whether there is more to do.</param>
/// <param name="Wait">How long to play it before the next observation.</param>
/// <param name="Target">Pixels of the object in the head picture, where they were looked for.</param>
/// <param name="Note">The phase, or why it failed.</param>
/// <param name="LooksNext">Whether the next observation's pictures will be looked at. Default: true.</param>
internal readonly record struct SkillStep(ActionChunk Chunk, ControllerStatus Status, TimeSpan Wait, Mask? Target, string Note, bool LooksNext = true);
