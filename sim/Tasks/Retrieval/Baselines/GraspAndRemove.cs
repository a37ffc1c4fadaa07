using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Tasks.Retrieval.Baselines;

/// <summary>Takes out what hides the target, the topmost of what lies over it first, until a reading finds it uncovered; after an object that slipped another one is tried.</summary>
public sealed class GraspAndRemove : GraspScript
{
    /// <inheritdoc/>
    public override string Name => "grasp and remove";

    /// <inheritdoc/>
    protected override int Next()
    {
        int item = 0;
        double best = double.NegativeInfinity;
        for (int i = 1; i < Simulation.Objects; i++)
        {
            RigidTransform pose = Simulation.WorldFromObjects[i];
            if (!RetrievalBox.Contains(pose.Translation))
                continue;
            // Covering ones first, fewest failures before others, then by height; without any, the nearest.
            double worth = (Simulation.Covers(i) ? 10 + pose.Translation.Z + Simulation.WorldHalfM[i].Z : -(pose.Translation - Target).Length) - (3 * Failed[i]);
            if (worth > best)
                (item, best) = (i, worth);
        }

        return item;
    }
}
