using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>
/// The part that grasping at the edge and grasping at the wall share: take the object's left rim between thumb (below) and fingers
/// (above) and lift it. Success: lowest point 8 cm above the board, calm, and without slipping in the hand, for a second.
/// </summary>
internal struct GraspSkill
{
    // How deep thumb and fingers should reach over the rim, how far a pad's middle is from what it touches, and half the hand's width. Unit: m.
    private const double DepthM = 0.03, PadM = 0.008, HandHalfM = 0.04;

    // With less, holding the object where it lies is a trap that learning does not get out of. Unit: 1/m.
    private const double MostRaisedM = 0.15, HeldRaiseWeight = 50, PullWeight = 15;

    // More than being up for ever is worth, or learning puts the end off.
    private const double DoneBonus = 10;
    // What slips in the hand is not held: the second begins anew. Unit: m.
    private const double MostSlipM = 0.0015;
    private double _potential;
    private int _held;
    private Vector3d _inHand;

    /// <summary>Takes note of the state after the reset.</summary>
    public void Begin(BoardWorld world, double tiltWeight)
    {
        _potential = Potential(world, tiltWeight);
        _held = 0;
    }

    /// <summary>Returns the reward of a step.</summary>
    /// <param name="world">The state.</param>
    /// <param name="tiltWeight">Worth of a raised rim. Unit: 1/m.</param>
    public BoardReward Reward(BoardWorld world, double tiltWeight)
    {
        if (FlatObjectTask.HasFallen(world.View))
            return new BoardReward(-3, true, false);
        double before = _potential;
        _potential = Potential(world, tiltWeight);
        bool up = FlatObjectTask.IsUp(world.View) && IsHeld(world);
        Vector3d inHand = world.View.ObjectInHand;
        if (_held == 0 || (inHand - _inHand).Length > MostSlipM)
            (_held, _inHand) = (0, inHand);
        _held = up ? _held + 1 : 0;
        double reward = _potential - before + (up ? 0.1 : 0) - 0.015;
        return _held >= FlatObjectTask.HeldSteps ? new BoardReward(reward + DoneBonus, true, true) : new BoardReward(reward, false, false);
    }

    private static bool IsHeld(BoardWorld world) => world.Touches[0] && FingersOn(world) > 0 && world.DeepestM < BoardJudge.SoundM;

    private static int FingersOn(BoardWorld world)
    {
        int count = 0;
        for (int i = 1; i < HandKinematics.Tips; i++)
            count += world.Touches[i] ? 1 : 0;
        return count;
    }

    private static double Potential(BoardWorld world, double tiltWeight)
    {
        (int axis, int sign) = BoardMoves.RimAxis(world.View);
        Vector3d h = world.View.HalfSize, along = axis == 0 ? new Vector3d(sign, 0, 0) : new Vector3d(0, sign, 0);
        double half = axis == 0 ? h.X : h.Y;
        RigidTransform pose = world.View.WorldFromObject;
        Vector3d rim = pose * (along * half), grasp = pose * (along * (half - DepthM)), down = pose.Rotation * new Vector3d(0, 0, -1);
        Vector3d below = grasp + (down * (h.Z + PadM)), above = grasp - (down * (h.Z + PadM));
        double thumb = (world.View.Tips[0] - below).Length, fingers = 0;
        for (int i = 1; i < HandKinematics.Tips; i++)
        {
            // Each finger has its own place along the rim; how far in and how high is what counts.
            Vector3d off = pose.Rotation.Inverse() * (world.View.Tips[i] - above);
            fingers += 0.25 * new Vector3d(axis == 0 ? off.X : Spare(off.X), axis == 0 ? Spare(off.Y) : off.Y, off.Z).Length;
        }

        double touch = (world.Touches[0] ? 0.5 : 0) + (0.25 * Math.Min(2, FingersOn(world)));
        double raised = Math.Clamp(rim.Z - (Math.Abs(down.Z) * h.Z) - Board.TopZ, 0, MostRaisedM);
        double lift = Math.Clamp(world.View.LowestM, 0, 0.10);

        // An arm that pushes down hard does not notice when it is told to rise a little: what it is told has to be near where it is.
        return (-8 * thumb) - (8 * fingers) - (PullWeight * world.View.Pull.Length) + touch + (raised * (IsHeld(world) ? HeldRaiseWeight : tiltWeight)) + (lift * (IsHeld(world) ? 50 : 10));
    }

    private static double Spare(double along) => Math.Max(0, Math.Abs(along) - HandHalfM);
}
