using DexGrasp.Core.Robots;
using DexGrasp.Sim.Mujoco;

namespace DexGrasp.Sim.Robots;

/// <summary>
/// Where the robot's joints lie in a model that <see cref="RobotMjcf"/> began, and how they are read, set and driven. The arm's
/// weight is compensated as the real arm's controller does it; the hand's servos and couplings are MuJoCo's.
/// </summary>
/// <remarks>Holds no state; allocates nothing after the constructor. Thread-safe.</remarks>
public sealed class RobotJoints
{
    private readonly RobotModel _robot;
    private readonly int[] _qpos = new int[RobotModel.Dof];
    private readonly int[] _dof = new int[RobotModel.Dof];
    private readonly (int Follower, int Leader, double Ratio)[] _couplings;

    /// <summary>Finds the joints.</summary>
    /// <param name="model">Any world with the robot in it.</param>
    /// <param name="robot">Gives the names.</param>
    public RobotJoints(MujocoModel model, RobotModel robot)
    {
        _robot = robot;
        for (int i = 0; i < RobotModel.Dof; i++)
        {
            int joint = model.Id(MujocoObject.Joint, robot.JointNames[i]);
            _qpos[i] = model.JointQposAddress[joint];
            _dof[i] = model.JointDofAddress[joint];
        }

        _couplings = [.. HandMjcf.Couplings.Select(c => (Address(c.Follower), Address(c.Leader), c.Ratio))];
        int Address(string joint) => model.JointQposAddress[model.Id(MujocoObject.Joint, joint)];
    }

    /// <summary>Reads the joints.</summary>
    /// <param name="data">Of the model.</param>
    /// <param name="positionsRad">Shape: [13]. Unit: rad. Order: <see cref="RobotModel.JointNames"/>.</param>
    /// <param name="velocitiesRadPerS">Shape: [13]. Unit: rad/s.</param>
    public void Read(MujocoData data, Span<double> positionsRad, Span<double> velocitiesRadPerS)
    {
        ReadOnlySpan<double> qpos = data.Qpos, qvel = data.Qvel;
        for (int i = 0; i < RobotModel.Dof; i++)
        {
            positionsRad[i] = qpos[_qpos[i]];
            velocitiesRadPerS[i] = qvel[_dof[i]];
        }
    }

    /// <summary>Puts the robot into a pose at rest and makes it the servos' target; following joints go along.</summary>
    /// <param name="data">Of the model.</param>
    /// <param name="positionsRad">Shape: [13]. Unit: rad.</param>
    /// <exception cref="ArgumentException">As in <see cref="SetTargets"/>.</exception>
    public void Set(MujocoData data, ReadOnlySpan<double> positionsRad)
    {
        SetTargets(data, positionsRad);
        Span<double> qpos = data.Qpos, qvel = data.Qvel;
        for (int i = 0; i < RobotModel.Dof; i++)
        {
            qpos[_qpos[i]] = positionsRad[i];
            qvel[_dof[i]] = 0;
        }

        foreach ((int follower, int leader, double ratio) in _couplings)
            qpos[follower] = ratio * qpos[leader];
        data.Kinematics();
    }

    /// <summary>Sets the servos' targets; they hold until the next call. MuJoCo limits them to the joints' ranges.</summary>
    /// <param name="data">Of the model.</param>
    /// <param name="targetsRad">Shape: [13]. Unit: rad.</param>
    /// <exception cref="ArgumentException">A wrong length or a number that is not finite; nothing is set then.</exception>
    public void SetTargets(MujocoData data, ReadOnlySpan<double> targetsRad)
    {
        if (targetsRad.Length != RobotModel.Dof)
            throw new ArgumentException($"{targetsRad.Length} targets given; {RobotModel.Dof} are needed. Nothing was set.", nameof(targetsRad));
        for (int i = 0; i < RobotModel.Dof; i++)
            if (!double.IsFinite(targetsRad[i]))
                throw new ArgumentException($"Joint {i + 1} ({_robot.JointNames[i]}): target is {targetsRad[i]} rad; a finite number is needed. Nothing was set.", nameof(targetsRad));
        targetsRad.CopyTo(data.Ctrl);
    }

    /// <summary>Makes physics steps with the arm's weight compensated. Poses afterwards are those before the last step: see <see cref="MujocoData.Kinematics"/>.</summary>
    /// <param name="data">Of the model.</param>
    /// <param name="count">Range: 0 and more.</param>
    public void Step(MujocoData data, long count)
    {
        Span<double> applied = data.QfrcApplied, bias = data.QfrcBias;
        for (long s = 0; s < count; s++)
        {
            data.Step1();
            for (int i = 0; i < RobotModel.ArmDof; i++)
                applied[_dof[i]] = bias[_dof[i]];
            data.Step2();
        }
    }
}
