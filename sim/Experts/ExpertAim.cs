using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Sim.Experts;

/// <summary>What the expert is about: its phase and the poses that belong to it. A value, so that a roll-out can go ahead with a copy.</summary>
internal struct ExpertAim
{
    /// <summary>What is being done.</summary>
    internal ExpertPhase Phase;

    /// <summary>The chosen grip; null before one is planned.</summary>
    internal GripPlan? Plan;

    /// <summary>Where the grip is in the world; held fast from the moment that the hand closes. </summary>
    internal RigidTransform WorldFromGrip;

    /// <summary>Postures to pass on the way to the grip, the drop point or the rest pose; the last is the goal. Shape: [n][7]. Unit: rad.</summary>
    internal double[][] PathRad;

    /// <summary>Index of the posture in <see cref="PathRad"/> that is next.</summary>
    internal int Next;

    /// <summary>Pose that the tool goes to in <see cref="ExpertPhase.Lift"/>, <see cref="ExpertPhase.BackOut"/> and <see cref="ExpertPhase.Lower"/>.</summary>
    internal RigidTransform WorldFromToolGoal;

    /// <summary>What follows <see cref="ExpertPhase.BackOut"/>.</summary>
    internal ExpertPhase AfterBackOut;

    /// <summary>Closing of the hand while it opens.</summary>
    internal HandClosing Opened;

    /// <summary>Gets the posture that is next. Shape: [7]. Unit: rad.</summary>
    internal readonly double[] NextRad => PathRad[Next];

    /// <summary>Goes on to the posture after the next one when the arm is near it, and returns how far the goal is. Unit: rad; largest joint.</summary>
    /// <param name="armRad">Shape: at least [7]. Unit: rad.</param>
    internal double Pass(ReadOnlySpan<double> armRad)
    {
        const double NearRad = 0.15;
        while (Next < PathRad.Length - 1 && Distance(PathRad[Next], armRad) < NearRad)
            Next++;
        return Next < PathRad.Length - 1 ? double.PositiveInfinity : Distance(PathRad[Next], armRad);
    }

    private static double Distance(double[] postureRad, ReadOnlySpan<double> armRad)
    {
        double largest = 0;
        for (int i = 0; i < postureRad.Length; i++)
            largest = Math.Max(largest, Math.Abs(postureRad[i] - armRad[i]));
        return largest;
    }

    /// <summary>Makes the aim of a robot at rest.</summary>
    internal static ExpertAim AtRest(RobotModel robot) => new()
    {
        Phase = ExpertPhase.Idle,
        PathRad = [robot.HomeRad[..RobotModel.ArmDof].ToArray()],
        Opened = HandGeometry.ForGap(HandGeometry.WidestGapM),
    };
}
