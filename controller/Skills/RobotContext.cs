using DexGrasp.Controller.Grasping;
using DexGrasp.Controller.Motion;
using DexGrasp.Controller.Perception;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Skills;

/// <summary>What all skills share: the robot, its work cell, and how pictures are turned into points.</summary>
internal sealed class RobotContext
{
    /// <summary>How much thicker than the robot what is left out of head pictures is. Unit: m.</summary>
    public const double HeadBodyMarginM = 0.025;

    /// <summary>What to say where <see cref="Head"/> has no picture to give.</summary>
    public const string NoHeadDepth = "the head camera delivers no depth picture; check that it is a depth camera and that depth is switched on";

    private const double WristBodyMarginM = 0.012;

    /// <summary>Gathers the parts.</summary>
    public RobotContext(RobotModel robot, Workcell cell)
    {
        Robot = robot;
        Cell = cell;
        Inverse = new InverseKinematics(robot);
        Paths = new ArmPaths(robot, Inverse);
        Grasps = new GraspPlanner(robot, Inverse);
    }

    /// <summary>Gets the robot.</summary>
    public RobotModel Robot { get; }

    /// <summary>Gets where things stand.</summary>
    public Workcell Cell { get; }

    /// <summary>Gets the inverse kinematics.</summary>
    public InverseKinematics Inverse { get; }

    /// <summary>Gets the forward kinematics.</summary>
    public ArmKinematics Kinematics => Inverse.Kinematics;

    /// <summary>Gets the paths.</summary>
    public ArmPaths Paths { get; }

    /// <summary>Gets the grasp planner.</summary>
    public GraspPlanner Grasps { get; }

    /// <summary>Returns the pose of the head camera's optical frame when its picture was taken.</summary>
    public RigidTransform WorldFromHead(Observation observation) => observation.Head.Calibration.WorldFromCamera(Kinematics, observation.HeadState.PositionsRad.Span);

    /// <summary>Returns the head picture as points without the robot; null without depth.</summary>
    public WorldPicture? Head(Observation observation) => Look(observation.Head, observation.HeadState, HeadBodyMarginM);

    /// <summary>Returns the wrist picture as points without the robot; null without depth.</summary>
    public WorldPicture? Wrist(Observation observation) => Look(observation.Wrist, observation.WristState, WristBodyMarginM);

    /// <summary>Returns what stands on the table and in the tray, but for what is near the grasp centre. Unit: m.</summary>
    /// <param name="observation">The head picture is looked at.</param>
    /// <param name="exceptM">Radius about the grasp centre that is left out: what the hand holds. Unit: m.</param>
    public List<Vector3d> Surroundings(Observation observation, double exceptM)
    {
        const double RegionM = 0.55;
        if (Head(observation) is not { } picture)
            return [];
        Vector3d tool = Kinematics.WorldFromTool(observation.HeadState.PositionsRad.Span).Translation;
        var none = Mask.Empty(picture.Width, picture.Height);
        List<Vector3d> points = TargetCloud.Obstacles(picture, none, Cell.AreaCenter, RegionM);
        points.RemoveAll(p => (p - tool).Length < exceptM);
        return points;
    }

    private WorldPicture? Look(CameraFrame frame, RobotState state, double marginM)
    {
        ReadOnlySpan<double> positions = state.PositionsRad.Span;
        WorldPicture? picture = WorldPicture.From(frame, frame.Calibration.WorldFromCamera(Kinematics, positions));
        if (picture == null)
            return null;
        var body = new RobotBody(Robot, Kinematics, positions, marginM);
        picture.Remove(body.Contains);
        return picture;
    }
}
