using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Tasks.Retrieval.Baselines;

/// <summary>
/// The best case of taking occluders out one by one: no grasp fails, nothing else moves, and an oracle says which to take. A bound
/// that keeps comparisons with real grasps honest.
/// </summary>
public static class IdealRemoval
{
    /// <summary>Steps of a cycle without any delay: 10 down, 8 to close, 10 up, 18 over the edge, 4 to open, 18 back.</summary>
    public const int StepsPerObject = 68;

    private const double FarM = 5;

    /// <summary>Returns how many occluders an oracle takes out, each time the one that uncovers most, until the target is exposed.</summary>
    /// <param name="simulation">Spoiled afterwards: begin anew.</param>
    /// <param name="world">Scene.</param>
    /// <param name="exposedAt">Range: above 0 to 1. Default: 0.95.</param>
    public static int Count(RetrievalSimulation simulation, int world, double exposedAt = 0.95)
    {
        simulation.Begin(world);
        var gone = new HashSet<int>();
        while (simulation.ReadExposure() < exposedAt && gone.Count < simulation.Objects - 1)
        {
            int best = -1;
            double most = -1;
            for (int i = 1; i < simulation.Objects; i++)
            {
                if (gone.Contains(i))
                    continue;
                Vector3d at = simulation.Shift(i, new Vector3d(0, FarM, 0));

                // Among those that uncover equally much the highest: it lies on the others.
                double worth = simulation.ReadExposure() + (0.01 * at.Z);
                if (worth > most)
                    (best, most) = (i, worth);
                simulation.Shift(i, new Vector3d(0, -FarM, 0));
            }

            simulation.Shift(best, new Vector3d(0, FarM, 0));
            gone.Add(best);
        }

        return gone.Count;
    }
}
