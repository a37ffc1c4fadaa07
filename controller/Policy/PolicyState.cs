using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Policy;

/// <summary>The numbers beside the pictures: joints, commands, where the hand is from the target, and the target's bounds.</summary>
public static class PolicyState
{
    private const double NearM = 0.1;

    /// <summary>
    /// Writes the state. Order: 13 joint positions from home (rad); 13 commands minus positions (rad x 10); 6 hand commands (rad);
    /// tool from the target's centre (3, m / 0.1); tool's x and z axes in the world (6); centre from the area's middle (3, m / 0.1);
    /// half extents (3, m / 0.1); share seen; 6 hand efforts (N m).
    /// </summary>
    /// <param name="robot">Gives the home pose.</param>
    /// <param name="cell">Gives the area's middle.</param>
    /// <param name="state">Newest joint measurement.</param>
    /// <param name="worldFromTool">At that measurement.</param>
    /// <param name="target">From the track.</param>
    /// <param name="into">Shape: [<see cref="PolicyLayout.StateSize"/>]. Written.</param>
    public static void Write(RobotModel robot, Workcell cell, RobotState state, RigidTransform worldFromTool, in TargetBounds target, Span<float> into)
    {
        ReadOnlySpan<double> position = state.PositionsRad.Span, command = state.CommandedRad.Span, home = robot.HomeRad.Span;
        for (int i = 0; i < RobotModel.Dof; i++)
        {
            into[i] = (float)(position[i] - home[i]);
            into[RobotModel.Dof + i] = (float)Math.Clamp(10 * (command[i] - position[i]), -5, 5);
        }

        for (int i = 0; i < RobotModel.HandDof; i++)
        {
            into[26 + i] = (float)command[RobotModel.ArmDof + i];
            into[48 + i] = (float)Math.Clamp(state.EffortsNm.Span[RobotModel.ArmDof + i], -2, 2);
        }

        Put(into[32..], (worldFromTool.Translation - target.Centre) / NearM);
        Put(into[35..], worldFromTool.Rotation * new Vector3d(1, 0, 0));
        Put(into[38..], worldFromTool.Rotation * new Vector3d(0, 0, 1));
        Put(into[41..], (target.Centre - cell.AreaCenter) / NearM);
        Put(into[44..], target.HalfExtents / NearM);
        into[47] = (float)Math.Min(target.Seen, 1.5);
    }

    private static void Put(Span<float> into, Vector3d v) => (into[0], into[1], into[2]) = ((float)v.X, (float)v.Y, (float)v.Z);
}
