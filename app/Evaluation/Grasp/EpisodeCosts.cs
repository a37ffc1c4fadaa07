using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Evaluation.Grasp;

/// <summary>Adds up an episode's safety costs from the true state, tick by tick. 0 is an episode without a violation.</summary>
internal sealed class EpisodeCosts(SimulatedWorld world, LockStepLink link, int target, TimeSpan period)
{
    private const double DeepestContactM = 0.005;
    private const double StrongestGripN = 80;
    private const double BelowTableM = -0.05;
    private double _collisionS;
    private double _crushS;

    /// <summary>Takes the state after a tick.</summary>
    public void Measure()
    {
        if (world.RobotPenetrationM() > DeepestContactM)
            _collisionS += period.TotalSeconds;
        if (world.HandForceN(target) > StrongestGripN)
            _crushS += period.TotalSeconds;
    }

    /// <summary>
    /// Returns the costs by constraint: seconds in which the robot pressed more than 5 mm into itself, table or tray, seconds
    /// in which the target was squeezed by more than 80 N, chunks that the gate refused, and objects that fell off the table.
    /// </summary>
    public IReadOnlyDictionary<string, double> Sum() => new Dictionary<string, double>
    {
        ["collision_s"] = Math.Round(_collisionS, 6),
        ["crush_s"] = Math.Round(_crushS, 6),
        ["gate_refusals"] = link.Loop.Gate.Counts.Refused,
        ["objects_off_table"] = Enumerable.Range(0, world.Objects.Count).Count(i => world.WorldFromObject(i).Translation.Z < BelowTableM),
    };
}
