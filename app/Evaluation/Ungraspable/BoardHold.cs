using DexGrasp.Core.Geometry;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Tasks.Ungraspable;

namespace DexGrasp.App.Evaluation.Ungraspable;

/// <summary>How a grasp at the board is judged: what was lifted is held still for five seconds, in which it may not creep.</summary>
internal static class BoardHold
{
    /// <summary>How far a held object may move in the hand. Unit: m.</summary>
    public const double MostCreepM = 0.005;

    private const int HoldSteps = 100;
    private static readonly float[] Still = new float[BoardControl.ActionSize];

    /// <summary>Returns whether the episode ended with success, before any holding.</summary>
    public static bool Succeeded(BoardEnvironment environment)
    {
        Span<float> metrics = stackalloc float[2];
        environment.ReadMetrics(metrics);
        return metrics[0] > 0;
    }

    /// <summary>Holds what was lifted and returns the episode.</summary>
    /// <param name="environment">At the episode's end.</param>
    /// <param name="seed">Of the episode.</param>
    /// <param name="steps">Control steps made.</param>
    /// <param name="reason">Why it failed so far; empty where it did not.</param>
    public static BoardSkillEpisode Judge(BoardEnvironment environment, ulong seed, int steps, string reason)
    {
        (double Creep, double Deepest)? held = reason.Length == 0 ? Hold(environment.World) : null;
        return Of(environment, seed, steps, reason, held);
    }

    /// <summary>Returns an episode.</summary>
    /// <param name="environment">At the episode's end.</param>
    /// <param name="seed">Of the episode.</param>
    /// <param name="steps">Control steps made.</param>
    /// <param name="reason">Why it failed so far; empty where it did not.</param>
    /// <param name="held">How far the object moved in the hand while it was held, and how deep a finger was in it; null where nothing was held. Unit: m.</param>
    public static BoardSkillEpisode Of(BoardEnvironment environment, ulong seed, int steps, string reason, (double Creep, double Deepest)? held)
    {
        FlatObject flat = environment.Object;
        bool done = reason.Length == 0;
        if (held is { } hold && (hold.Creep > MostCreepM || hold.Deepest > BoardJudge.SoundM))
            reason = hold.Creep > MostCreepM ? "it crept out of the hand" : "a finger sank into it";
        return new BoardSkillEpisode(
            seed, reason.Length == 0, done, steps, [2 * flat.HalfSizeM.X, 2 * flat.HalfSizeM.Y, 2 * flat.HalfSizeM.Z], flat.MassKg, flat.Friction, held?.Creep, held?.Deepest, reason);
    }

    private static (double Creep, double Deepest) Hold(BoardWorld world)
    {
        bool lifts = world.Control.LiftsWhatIsHeld;
        world.Control.LiftsWhatIsHeld = false;
        Vector3d before = world.View.ObjectInHand;
        double creep = 0, deepest = 0;
        for (int i = 0; i < HoldSteps; i++)
        {
            world.Step(Still);
            creep = Math.Max(creep, (world.View.ObjectInHand - before).Length);
            deepest = Math.Max(deepest, world.DeepestM);
        }

        world.Control.LiftsWhatIsHeld = lifts;
        return (creep, deepest);
    }
}
