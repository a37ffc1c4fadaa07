using DexGrasp.Controller.Policy;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;

namespace DexGrasp.App.Policies;

/// <summary>What a policy reads for one chunk. Immutable by convention: changes are made to copies.</summary>
/// <param name="Head">Shape: [<see cref="PolicyLayout.HeadLength"/>].</param>
/// <param name="Wrist">Shape: [<see cref="PolicyLayout.WristLength"/>].</param>
/// <param name="State">Shape: [<see cref="PolicyLayout.StateSize"/>].</param>
/// <param name="CommandRad">Command in force. Shape: [13]. Unit: rad.</param>
internal sealed record PolicyInput(float[] Head, float[] Wrist, float[] State, ReadOnlyMemory<double> CommandRad)
{
    private const int HeadPlane = PolicyLayout.HeadSize * PolicyLayout.HeadSize;
    private const int WristPlane = PolicyLayout.WristWidth * PolicyLayout.WristHeight;
    private const int MaskChannel = 3;

    /// <summary>Makes the input of an observation.</summary>
    /// <param name="sight">Follows the target.</param>
    /// <param name="observation">Pictures with depth, and joint state.</param>
    /// <param name="mask">The target's pixels in the head picture.</param>
    /// <returns>Null while the target was never measured.</returns>
    public static PolicyInput? Of(PolicySight sight, Observation observation, Mask mask)
    {
        if (!sight.Track(observation, mask))
            return null;
        var input = new PolicyInput(
            new float[PolicyLayout.HeadLength], new float[PolicyLayout.WristLength], new float[PolicyLayout.StateSize], PolicySight.Command(observation.State));
        sight.Write(observation, mask, input.Head, input.Wrist, input.State);
        return input;
    }

    /// <summary>Returns the input of a black head camera without depth readings; the mask stays.</summary>
    public PolicyInput WithoutHead()
    {
        float[] blank = Blank(Head, HeadPlane);
        Head.AsSpan(MaskChannel * HeadPlane, HeadPlane).CopyTo(blank.AsSpan(MaskChannel * HeadPlane));
        return this with { Head = blank };
    }

    /// <summary>Returns the input of a black wrist camera without depth readings.</summary>
    public PolicyInput WithoutWrist() => this with { Wrist = Blank(Wrist, WristPlane) };

    /// <summary>Returns the input without the mask's pixels; window and bounds stay, as when the mask is lost from one picture to the next.</summary>
    public PolicyInput WithoutMask()
    {
        float[] head = [.. Head];
        head.AsSpan(MaskChannel * HeadPlane, HeadPlane).Clear();
        return this with { Head = head };
    }

    /// <summary>Returns the input with all numbers beside the pictures at 0.</summary>
    public PolicyInput WithoutState() => this with { State = new float[PolicyLayout.StateSize] };

    // Black is -1 in the three colours; no reading is 0 everywhere else.
    private static float[] Blank(float[] picture, int plane)
    {
        var blank = new float[picture.Length];
        blank.AsSpan(0, 3 * plane).Fill(-1);
        return blank;
    }
}
