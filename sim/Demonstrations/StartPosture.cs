using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Experts;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Sim.Demonstrations;

/// <summary>Puts the robot somewhere above the table, free of everything, with the hand open as chance has it.</summary>
internal static class StartPosture
{
    private const int Tries = 30;
    private const double ClearM = 0.02;
    private const double LowestM = 0.04;
    private const double LeastGapM = 0.015;

    /// <summary>Moves the robot; it stays at home when no free posture is found.</summary>
    public static void Apply(SimulatedWorld world, Random random)
    {
        RobotModel robot = world.Robot;
        var solver = new InverseKinematics(robot, new InverseKinematicsOptions { LimitMarginRad = 0.08, ElbowPositions = 16 });
        var scene = new SceneSnapshot(world);
        Workcell cell = world.Workcell;
        double[] joints = robot.HomeRad.ToArray();
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            var at = new Vector3d(
                cell.AreaCenter.X + (cell.AreaSizeX * random.Within(-0.5, 0.5)), cell.AreaCenter.Y + (cell.AreaSizeY * random.Within(-0.55, 0.5)), random.Within(0.09, 0.32));
            double lean = random.Within(0, 0.4), side = random.Within(0, 2 * Math.PI);
            Rotation down = Rotation.FromAxisAngle(new Vector3d(1, 0, 0), Math.PI) * Rotation.FromAxisAngle(new Vector3d(0, 0, 1), random.Within(-Math.PI, Math.PI));
            var pose = new RigidTransform(Rotation.FromAxisAngle(new Vector3d(Math.Cos(side), Math.Sin(side), 0), lean) * down, at);
            Open(joints, robot, random);
            if (!solver.SolveFresh(pose, robot.HomeRad.Span, joints).Success)
                continue;
            RigidTransform worldFromFlange = solver.Kinematics.WorldFromFlange(joints);
            HandClosing closing = HandGeometry.Read(joints), open = HandGeometry.ForGap(HandGeometry.WidestGapM);
            if (HandClearance.ToAll(scene, worldFromFlange, closing) < ClearM || HandClearance.ToAll(scene, worldFromFlange, open) < ClearM
                || TransitPlanner.ArmClearance(robot, scene, joints, worldFromFlange) < 0.5 * ClearM || Lowest(worldFromFlange, open) < LowestM)
                continue;
            world.SetJoints(joints);
            return;
        }
    }

    private static double Lowest(RigidTransform worldFromFlange, HandClosing open) =>
        HandClearance.LowestPoint(worldFromFlange * new RigidTransform(Rotation.Identity, HandGeometry.PadMiddle(open)), open);

    // A finger that is bent past the thumb hooks on it and never comes free.
    private static void Open(double[] joints, RobotModel robot, Random random)
    {
        HandGeometry.Write(HandGeometry.ForGap(random.Within(LeastGapM, HandGeometry.WidestGapM)), joints, robot);
        joints[7] = random.Within(1.4, 1.55);
        if (random.Chance(0.5))
            return;
        double thumb = random.Within(-0.45, 0.2);
        joints[8] = thumb;
        for (int i = 9; i < RobotModel.Dof; i++)
        {
            do
                joints[i] = random.Within(0, 0.8);
            while (HandGeometry.Gap(new HandClosing(joints[i], thumb)) < LeastGapM);
        }
    }
}
