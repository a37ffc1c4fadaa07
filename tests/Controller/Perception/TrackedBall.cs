using DexGrasp.Controller.Perception;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Controller.Perception;

/// <summary>A red ball on the table that a tracker keeps in sight of the head camera, the robot being at home.</summary>
internal static class TrackedBall
{
    public static double[] Home { get; } = Rm75.Model.HomeRad.ToArray();

    public static CameraSpec Head { get; } = Workcell.Reference.Camera("head");

    public static SyntheticScene At(double x, double y, double liftM = 0) => new SyntheticScene().Sphere(x, y, 0.035, 200, 40, 30, liftM);

    /// <summary>Where <see cref="At"/> puts it, in another colour.</summary>
    public static SyntheticScene BlueAt(double x, double y) => new SyntheticScene().Sphere(x, y, 0.035, 30, 60, 200);

    /// <summary>With a wall between the camera, which stands to the left and behind, and the ball.</summary>
    public static SyntheticScene Walled() => At(0.30, 0.05).Box(0.22, 0.14, 0.25, 0.02, 0.30, 90, 90, 90, 0.75);

    /// <summary>Has a tracker find the scene's first body.</summary>
    public static T Begin<T>(T tracker, SyntheticScene scene)
        where T : ITargetTracker
    {
        Assert.Null(tracker.Begin(scene.Observe(Home, TimeSpan.Zero, 0), scene.BoxOf(Head, 0)));
        return tracker;
    }

    /// <summary>Shows a tracker a scene, captured at a time.</summary>
    public static void Show(this ITargetTracker tracker, SyntheticScene scene, double atS)
    {
        Observation seen = scene.Observe(Home, TimeSpan.FromSeconds(atS), 7);
        tracker.Update(seen with { Head = seen.Head with { CapturedAt = TimeSpan.FromSeconds(atS) } });
    }

    /// <summary>Returns the middle of a mask. Unit: px.</summary>
    public static Vector3d Centre(this Mask mask)
    {
        Vector3d sum = default;
        for (int i = 0; i < mask.Pixels.Length; i++)
            if (mask.Pixels[i] != 0)
                sum += new Vector3d(i % mask.Width, i / mask.Width, 0);
        return sum / mask.Area();
    }
}
