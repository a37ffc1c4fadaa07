using DexGrasp.App.Simulation;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Scenes;
using DexGrasp.Sim.Tasks;

namespace DexGrasp.App.Policies.Checks;

/// <summary>One picture with two objects in it, each of which could be the target. The arm is home.</summary>
/// <param name="Target">The input with the target's mask.</param>
/// <param name="Other">The input of the same observation with another object's mask.</param>
/// <param name="TargetAt">The target's centre. Frame: world. Unit: m.</param>
/// <param name="OtherAt">The other object's centre. Frame: world. Unit: m.</param>
internal sealed record CheckScene(PolicyInput Target, PolicyInput Other, Vector3d TargetAt, Vector3d OtherAt)
{
    // Nearer objects share one window, and the ways to them hardly differ.
    private const double LeastApartM = 0.10;
    private const double LeastVisible = 0.5;

    /// <summary>Makes a scene from a seed; masks are the true ones, so that nothing but the policy is looked at.</summary>
    /// <returns>Null when no second object can be seen well enough or stands far enough from the target.</returns>
    public static CheckScene? Make(SceneFactory scenes, SceneInput input, int seed)
    {
        using GraspTask task = GraspTask.Create(scenes, new GraspTaskOptions(input.Objects) { Scene = input.SceneOf(seed), LeastVisible = LeastVisible }, seed);
        SimulatedWorld world = task.World;
        int target = task.Judge.Target;
        if (Find(world, target) is not { } other)
            return null;
        var link = new LockStepLink(world, new LockStepOptions { Sensors = new SensorOptions { Seed = (ulong)seed } });
        try
        {
            Observation seen = link.ObserveAsync(TimeSpan.Zero, looks: true, CancellationToken.None).GetAwaiter().GetResult();
            return Input(world, seen, link.TrueMask("head", target)) is { } first && Input(world, seen, link.TrueMask("head", other)) is { } second
                ? new CheckScene(first, second, world.WorldFromObject(target).Translation, world.WorldFromObject(other).Translation) : null;
        }
        finally
        {
            link.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static PolicyInput? Input(SimulatedWorld world, Observation seen, Mask mask) =>
        PolicyInput.Of(new PolicySight(world.Robot, world.Workcell), seen, mask);

    private static int? Find(SimulatedWorld world, int target)
    {
        Vector3d at = world.WorldFromObject(target).Translation;
        double Distance(int index) => ((world.WorldFromObject(index).Translation - at) with { Z = 0 }).Length;
        int[] far = [.. Enumerable.Range(0, world.TargetCount)
            .Where(i => i != target && Distance(i) >= LeastApartM && Visibility.Share(world, i) >= LeastVisible).OrderByDescending(Distance).Take(1)];
        return far.Length == 0 ? null : far[0];
    }
}
