using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>What <see cref="WallScript"/> reads off a view: the raised rim, and thumb and fingers seen from it.</summary>
internal readonly ref struct WallState
{
    private const double BoardClearM = 0.004;

    /// <summary>Reads a view.</summary>
    public WallState(FlatObjectView view)
    {
        View = view;
        (Rim, Vector3d level) = BoardMoves.Rim(view);
        (int axis, int sign) = BoardMoves.RimAxis(view);
        Along = view.WorldFromObject.Rotation * (axis == 0 ? new Vector3d(sign, 0, 0) : new Vector3d(0, sign, 0));
        Up = view.WorldFromObject.Rotation * new Vector3d(0, 0, 1);
        (HalfM, HalfWidthM) = (view.HalfSize.Z, axis == 0 ? view.HalfSize.Y : view.HalfSize.X);
        (TiltRad, YawRad) = (Math.Asin(Math.Clamp(Along.Z, -1, 1)), Math.Atan2(-level.X, level.Y));
        Flange = view.WorldFromTool * Rm75.Model.FlangeFromTool.Inverse();
        PitchRad = Math.Asin(Math.Clamp(-(view.WorldFromTool.Rotation * new Vector3d(0, 0, 1)).Z, -1, 1));
        ReadOnlySpan<double> hand = view.JointsRad[RobotModel.ArmDof..], targets = view.TargetsRad[RobotModel.ArmDof..];
        (TurnRad, ThumbRad, BendRad) = (hand[0], hand[1], (hand[2] + hand[3] + hand[4] + hand[5]) / 4);
        (TurnTargetRad, ThumbTargetRad, BendTargetRad) = (targets[0], targets[1], targets[2]);
        (Tip, Thumb) = (Flange * WallHand.Fingers(BendRad), Flange * WallHand.Thumb(TurnRad, ThumbRad));
        Thickness = Math.Clamp(((2 * HalfM) - 0.02) / 0.03, 0, 1);
    }

    /// <summary>Gets the view.</summary>
    public FlatObjectView View { get; }

    /// <summary>Gets the middle of the near face. World frame. Unit: m.</summary>
    public Vector3d Rim { get; }

    /// <summary>Gets the near face's outward normal. World frame.</summary>
    public Vector3d Along { get; }

    /// <summary>Gets the top face's outward normal. World frame.</summary>
    public Vector3d Up { get; }

    /// <summary>Gets half the object's thickness. Unit: m.</summary>
    public double HalfM { get; }

    /// <summary>Gets half the length of the rim. Unit: m.</summary>
    public double HalfWidthM { get; }

    /// <summary>Gets how far the rim is raised: 0 where the object lies. Unit: rad.</summary>
    public double TiltRad { get; }

    /// <summary>Gets the yaw of a hand that is square to the near face. Unit: rad.</summary>
    public double YawRad { get; }

    /// <summary>Gets where in the range of thicknesses the object is: 0 for 2 cm to 1 for 5 cm and more.</summary>
    public double Thickness { get; }

    /// <summary>Gets the flange's pose.</summary>
    public RigidTransform Flange { get; }

    /// <summary>Gets the slope of the fingers, downwards. Unit: rad.</summary>
    public double PitchRad { get; }

    /// <summary>Gets the thumb's turn. Unit: rad.</summary>
    public double TurnRad { get; }

    /// <summary>Gets the thumb's bend. Unit: rad.</summary>
    public double ThumbRad { get; }

    /// <summary>Gets the mean bend of the fingers. Unit: rad.</summary>
    public double BendRad { get; }

    /// <summary>Gets the target of the thumb's turn. Unit: rad.</summary>
    public double TurnTargetRad { get; }

    /// <summary>Gets the target of the thumb's bend. Unit: rad.</summary>
    public double ThumbTargetRad { get; }

    /// <summary>Gets the target of the fingers' bend. Unit: rad.</summary>
    public double BendTargetRad { get; }

    /// <summary>Gets the mean of the fingers' ends. World frame. Unit: m.</summary>
    public Vector3d Tip { get; }

    /// <summary>Gets the thumb's end. World frame. Unit: m.</summary>
    public Vector3d Thumb { get; }

    /// <summary>Gets how far the fingers are behind their target; below 0 where the near face pushes them to bend. Unit: rad.</summary>
    public double FingersLagRad => BendTargetRad - BendRad;

    /// <summary>Gets how far the thumb is behind its target. Unit: rad.</summary>
    public double ThumbLagRad => ThumbTargetRad - ThumbRad;

    /// <summary>Gets whether thumb and fingers are firm on something.</summary>
    public bool Holds => ThumbLagRad > 0.2 && FingersLagRad > 0.15;

    /// <summary>Gets what is free between the thumb's end and the bottom face. Unit: m.</summary>
    public double GapM => -HalfM - WallHand.RadiusM - Above(Thumb);

    /// <summary>Returns how far a point is before the near face. Unit: m.</summary>
    public double Before(Vector3d point) => Vector3d.Dot(point - Rim, Along);

    /// <summary>Returns how far a point is above the object's middle plane. Unit: m.</summary>
    public double Above(Vector3d point) => Vector3d.Dot(point - Rim, Up);

    /// <summary>Returns how far a point is beside the middle of the rim. Unit: m.</summary>
    public double Beside(Vector3d point) => Vector3d.Dot(point - Rim, Vector3d.Cross(Up, Along));

    /// <summary>Returns whether a thumb would be clear of fingers, board and object.</summary>
    /// <param name="flange">Pose of the flange.</param>
    /// <param name="turnRad">Turn of the thumb. Unit: rad.</param>
    /// <param name="thumbRad">Bend of the thumb. Unit: rad.</param>
    /// <param name="bendRad">Bend of the fingers. Unit: rad.</param>
    /// <param name="clearM">How clear of the object. Unit: m.</param>
    public bool Fits(RigidTransform flange, double turnRad, double thumbRad, double bendRad, double clearM)
    {
        if (!WallHand.IsClear(WallHand.Thumb(turnRad, thumbRad), bendRad))
            return false;
        Span<Vector3d> points = stackalloc Vector3d[4];
        HandKinematics.WriteThumb(flange, turnRad, thumbRad, points);
        double away = WallHand.RadiusM + clearM;
        foreach (Vector3d point in points)
        {
            bool free = Before(point) > away || Math.Abs(Above(point)) > HalfM + away || Math.Abs(Beside(point)) > HalfWidthM + away;
            if (!free || point.Z - Board.TopZ < WallHand.RadiusM + BoardClearM)
                return false;
        }

        return true;
    }
}
