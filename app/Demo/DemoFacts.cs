using DexGrasp.App.Evaluation;
using DexGrasp.App.Planning;
using DexGrasp.App.Policies;
using DexGrasp.App.Simulation;
using DexGrasp.Drivers.Host;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Demo;

/// <summary>What a demo's report says about where it comes from.</summary>
internal static class DemoFacts
{
    public static IReadOnlyList<(string Name, string Value)> Of(DemoOptions options, SceneInput input, SimulatedWorld world, LoopTimes loop, PolicyChoice policy) =>
    [
        ("DexGrasp", BuildInfo.Commit is null ? BuildInfo.Version : $"{BuildInfo.Version}, commit {BuildInfo.Commit}"),
        ("MuJoCo", MujocoLibrary.Version),
        ("robot", world.Robot.Name),
        ("planner", (options.Planner ?? PlannerChoice.Embedded).Words),
        ("controller", policy.Words),
        ("seed", $"{options.Seed}"),
        ("objects", $"{input.ObjectsName}: {string.Join(", ", world.Objects.Select(o => o.Name))}"),
        ("scene", input.SceneName),
        ("simulated time", $"{world.Now.TotalSeconds:0.0} s"),
        ("pace", options.RealTime ? "real time" : "as fast as the machine can"),
        ("driver loop", $"{loop.Ticks} ticks, {loop.WorkP50Ms:0.000} ms in a tick (99.9 %: {loop.WorkP999Ms:0.000}, longest {loop.WorkMaxMs:0.000})"),
        ("run time", $".NET {BuildInfo.Dotnet}, {BuildInfo.Platform}"),
    ];
}
