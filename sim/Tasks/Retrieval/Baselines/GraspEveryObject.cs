using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Tasks.Retrieval.Baselines;

/// <summary>
/// Takes every occluder out of the box once, the topmost first, whether it hides the target or not, and releases it beside the box:
/// "grasp every object up and release it" of arXiv 2502.18423. An object that slips is tried again, at most three times; then it stays.
/// </summary>
/// <remarks>Goes on after the target is uncovered, until nothing is left to take.</remarks>
public sealed class GraspEveryObject : GraspScript
{
    /// <summary>How often an object that slipped is tried again.</summary>
    public const int Retries = 3;

    private readonly RetrievalOptions _options;

    /// <summary>Makes the script.</summary>
    public GraspEveryObject() => _options = base.Options with { EndsWhenUncovered = false };

    /// <inheritdoc/>
    public override string Name => "grasp every object";

    /// <inheritdoc/>
    public override RetrievalOptions Options => _options;

    /// <inheritdoc/>
    protected override int Next()
    {
        int item = 0;
        double best = double.NegativeInfinity;
        for (int i = 1; i < Simulation.Objects; i++)
        {
            Vector3d at = Simulation.WorldFromObjects[i].Translation;
            double top = at.Z + Simulation.WorldHalfM[i].Z;
            if (RetrievalBox.Contains(at) && Failed[i] <= Retries && top > best)
                (item, best) = (i, top);
        }

        return item;
    }
}
