using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Core.Skills;

/// <summary>Motions over the board that transits and hand-written skills are put together from. Each sets its part of an action.</summary>
public static class BoardMoves
{
    private const double Gain = 0.6;

    /// <summary>Moves the wanted grasp centre towards a point.</summary>
    /// <param name="view">What is known.</param>
    /// <param name="to">World frame. Unit: m.</param>
    /// <param name="action">Shape: [8]; entries 0 to 2 are set.</param>
    /// <param name="speed">Share of full speed at most. Range: above 0 to 1. Default: 1.</param>
    public static void Go(FlatObjectView view, Vector3d to, Span<float> action, double speed = 1)
    {
        Vector3d away = (to - view.WorldFromTool.Translation - view.Pull) * (Gain / Board.Wrist.StepM);
        double length = Math.Max(1, Math.Max(Math.Abs(away.X), Math.Max(Math.Abs(away.Y), Math.Abs(away.Z))) / speed);
        (action[0], action[1], action[2]) = ((float)(away.X / length), (float)(away.Y / length), (float)(away.Z / length));
    }

    /// <summary>Turns the hand.</summary>
    /// <param name="view">What is known.</param>
    /// <param name="pitchRad">Slope of the fingers, downwards. Unit: rad.</param>
    /// <param name="yawRad">Unit: rad.</param>
    /// <param name="action">Shape: [8]; entries 3 and 4 are set.</param>
    public static void Turn(FlatObjectView view, double pitchRad, double yawRad, Span<float> action)
    {
        Vector3d away = (Board.WorldFromHand(pitchRad, yawRad) * view.WorldFromTool.Rotation.Inverse()).ToRotationVector() * (Gain / Board.Wrist.TurnRad);
        (action[3], action[4]) = ((float)Math.Clamp(away.X, -1, 1), (float)Math.Clamp(away.Z, -1, 1));
    }

    /// <summary>Shapes the hand.</summary>
    /// <param name="view">What is known.</param>
    /// <param name="fingers">Bend of the four fingers. Unit: rad.</param>
    /// <param name="thumb">Bend of the thumb. Unit: rad.</param>
    /// <param name="turn">Turn of the thumb. Unit: rad.</param>
    /// <param name="action">Shape: [8]; entries 5 to 7 are set.</param>
    public static void Shape(FlatObjectView view, double fingers, double thumb, double turn, Span<float> action)
    {
        ReadOnlySpan<double> targets = view.TargetsRad[RobotModel.ArmDof..];
        (action[5], action[6], action[7]) = (To(targets[2], fingers), To(targets[1], thumb), To(targets[0], turn));
        static float To(double from, double to) => (float)Math.Clamp((to - from) / Board.Wrist.HandStepRad, -1, 1);
    }

    /// <summary>Returns by how much the closing hand is held up: the least of what thumb and the mean finger lag behind their targets. Unit: rad.</summary>
    public static double Squeeze(FlatObjectView view)
    {
        ReadOnlySpan<double> targets = view.TargetsRad[RobotModel.ArmDof..], joints = view.JointsRad[RobotModel.ArmDof..];
        double fingers = 0;
        for (int i = 2; i < RobotModel.HandDof; i++)
            fingers += (targets[i] - joints[i]) / 4;
        return Math.Min(fingers, targets[1] - joints[1]);
    }

    /// <summary>Returns the middle of the object's left rim, where the hand comes from.</summary>
    /// <param name="view">What is known.</param>
    /// <returns>The point, world frame, in metres, and the level direction to it from the object's middle, a unit vector.</returns>
    public static (Vector3d Rim, Vector3d Out) Rim(FlatObjectView view)
    {
        (int axis, int sign) = RimAxis(view);
        Vector3d along = view.WorldFromObject.Rotation * (axis == 0 ? new Vector3d(sign, 0, 0) : new Vector3d(0, sign, 0));
        return (view.WorldFromObject.Translation + (along * (axis == 0 ? view.HalfSize.X : view.HalfSize.Y)), new Vector3d(along.X, along.Y, 0).Normalized());
    }

    /// <summary>Returns the object's own axis (0 = x, 1 = y), and its sign, that points most to the left.</summary>
    /// <param name="view">What is known.</param>
    public static (int Axis, int Sign) RimAxis(FlatObjectView view)
    {
        double x = (view.WorldFromObject.Rotation * new Vector3d(1, 0, 0)).Y, y = (view.WorldFromObject.Rotation * new Vector3d(0, 1, 0)).Y;
        return Math.Abs(x) > Math.Abs(y) ? (0, Math.Sign(x)) : (1, Math.Sign(y));
    }
}
