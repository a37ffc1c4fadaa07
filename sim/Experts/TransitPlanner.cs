using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Sim.Experts;

/// <summary>Finds a way through the air from a posture to a pose on which the hand touches nothing.</summary>
internal sealed class TransitPlanner
{
    private const double ClearM = 0.012;
    private const int LinePoints = 8;
    private static readonly double[] HeightsM = [0.20, 0.24, 0.28];
    private readonly RobotModel _robot;
    private readonly SceneSnapshot _scene;
    private readonly InverseKinematics _solver;

    internal TransitPlanner(RobotModel robot, SceneSnapshot scene)
    {
        _robot = robot;
        _scene = scene;
        _solver = new InverseKinematics(robot, new InverseKinematicsOptions { LimitMarginRad = 0.05, ElbowPositions = 16, RestPull = 0.02 });
    }

    /// <summary>Returns the postures to pass, the last one at the pose, and how near the hand comes to anything. Unit: m; 0.03 at most.</summary>
    /// <param name="startRad">Shape: at least [7]. Unit: rad.</param>
    /// <param name="worldFromTool">Where to.</param>
    /// <param name="closing">The hand on the way.</param>
    /// <returns>No postures when the pose is out of reach.</returns>
    internal (double[][] Path, double ClearanceM) Plan(ReadOnlySpan<double> startRad, RigidTransform worldFromTool, HandClosing closing)
    {
        double[] start = startRad[..RobotModel.ArmDof].ToArray();
        var goal = new double[RobotModel.ArmDof];
        double[][] best = [];
        double bestClearance = double.NegativeInfinity;
        if (_solver.SolveFresh(worldFromTool, start, goal).Success)
            Offer([goal]);
        if (bestClearance < ClearM && Line(start, worldFromTool) is { } line)
            Offer(line);
        foreach (double height in HeightsM)
        {
            if (bestClearance >= ClearM || best.Length == 0)
                break;
            RigidTransform from = _solver.Kinematics.WorldFromTool(start);
            double[]? above = Raised(worldFromTool, height, start);
            if (above is null)
                continue;
            var down = new double[RobotModel.ArmDof];
            if (!_solver.SolveFresh(worldFromTool, above, down).Success)
                continue;
            Offer([above, down]);
            if (bestClearance < ClearM && from.Translation.Z < height && Raised(from, height, start) is { } left)
                Offer([left, above, down]);
        }

        return (best, bestClearance);

        void Offer(double[][] path)
        {
            double clearance = Clearance(start, path, closing);
            if (clearance > bestClearance)
                (best, bestClearance) = (path, clearance);
        }
    }

    /// <summary>Returns postures along the straight line to a pose, or null when the arm cannot follow it. For carrying: nothing dips on the way.</summary>
    /// <param name="start">Shape: [7]. Unit: rad.</param>
    /// <param name="worldFromTool">Where to.</param>
    internal double[][]? Line(double[] start, RigidTransform worldFromTool)
    {
        RigidTransform from = _solver.Kinematics.WorldFromTool(start);
        Vector3d turn = (worldFromTool.Rotation * from.Rotation.Inverse()).ToRotationVector();
        var path = new double[LinePoints][];
        double[] at = start;
        for (int i = 0; i < LinePoints; i++)
        {
            double share = (i + 1.0) / LinePoints;
            Rotation rotation = turn.Length < 1e-9 ? from.Rotation : Rotation.FromAxisAngle(turn, share * turn.Length) * from.Rotation;
            path[i] = new double[RobotModel.ArmDof];
            if (!_solver.Track(new RigidTransform(rotation, from.Translation + ((worldFromTool.Translation - from.Translation) * share)), at, path[i]).Success)
                return null;
            at = path[i];
        }

        return path;
    }

    private double[]? Raised(RigidTransform worldFromTool, double heightM, double[] start)
    {
        var posture = new double[RobotModel.ArmDof];
        Vector3d point = worldFromTool.Translation with { Z = Math.Max(heightM, worldFromTool.Translation.Z) };
        foreach (Vector3d lean in new Vector3d[] { default, new(0.3, 0, 0), new(-0.3, 0, 0), new(0, 0.3, 0), new(0, -0.3, 0) })
        {
            Rotation rotation = lean.Length == 0 ? worldFromTool.Rotation : Rotation.FromAxisAngle(lean, lean.Length) * worldFromTool.Rotation;
            if (_solver.SolveFresh(new RigidTransform(rotation, point), start, posture).Success)
                return posture;
        }

        return null;
    }

    /// <summary>Returns the least distance of upper arm, forearm and wrist to all objects and the table. Unit: m; up to <see cref="HandClearance.FarM"/>.</summary>
    /// <param name="robot">Gives the mounting.</param>
    /// <param name="scene">The objects.</param>
    /// <param name="q">Posture. Shape: at least [7]. Unit: rad.</param>
    /// <param name="worldFromFlange">Of the same posture.</param>
    internal static double ArmClearance(RobotModel robot, SceneSnapshot scene, ReadOnlySpan<double> q, RigidTransform worldFromFlange)
    {
        RigidTransform worldFromShoulder = robot.WorldFromBase * RigidTransform.FromTranslation(0, 0, Rm75.Links[0].DM);
        Rotation upperArm = Rotation.FromAxisAngle(new Vector3d(0, 0, 1), q[0]) * Rotation.FromAxisAngle(new Vector3d(0, 1, 0), q[1]);
        Vector3d elbow = worldFromShoulder * (upperArm * new Vector3d(0, 0, Rm75.Links[2].DM));
        return HandClearance.ArmToAll(scene, worldFromShoulder.Translation, elbow, worldFromFlange * new Vector3d(0, 0, -Rm75.Links[6].DM), worldFromFlange.Translation);
    }

    private double Clearance(double[] start, double[][] path, HandClosing closing)
    {
        Span<double> q = stackalloc double[RobotModel.ArmDof];
        double least = HandClearance.FarM;
        double[] from = start;
        foreach (double[] to in path)
        {
            int samples = path.Length > 3 ? 2 : 8;
            for (int s = 1; s <= samples; s++)
            {
                for (int i = 0; i < q.Length; i++)
                    q[i] = from[i] + ((to[i] - from[i]) * s / samples);
                RigidTransform worldFromFlange = _solver.Kinematics.WorldFromFlange(q);
                least = Math.Min(least, HandClearance.ToAll(_scene, worldFromFlange, closing));
                least = Math.Min(least, ArmClearance(_robot, _scene, q, worldFromFlange));
                if (worldFromFlange.Translation.Z < 0.19 && (worldFromFlange * new Vector3d(0, 0, 0.181)).Z < 0.03)
                    least = Math.Min(least, 0);
            }

            from = to;
        }

        return least;
    }
}
