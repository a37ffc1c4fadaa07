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

    /// <summary>Posture above the grip, above the drop point or at rest. Shape: [7]. Unit: rad.</summary>
    internal double[] PostureRad;

    /// <summary>Pose that the tool goes to in <see cref="ExpertPhase.Lift"/>, <see cref="ExpertPhase.BackOut"/> and <see cref="ExpertPhase.Lower"/>.</summary>
    internal RigidTransform WorldFromToolGoal;

    /// <summary>What follows <see cref="ExpertPhase.BackOut"/>.</summary>
    internal ExpertPhase AfterBackOut;

    /// <summary>Closing of the hand while it opens.</summary>
    internal HandClosing Opened;

    /// <summary>Makes the aim of a robot at rest.</summary>
    internal static ExpertAim AtRest(RobotModel robot) => new()
    {
        Phase = ExpertPhase.Idle,
        PostureRad = robot.HomeRad[..RobotModel.ArmDof].ToArray(),
        Opened = HandGeometry.ForGap(HandGeometry.WidestGapM),
    };
}
