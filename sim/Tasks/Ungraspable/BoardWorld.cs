using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Robots;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>
/// The simulated board with robot and object, driven in control periods of 50 ms through <see cref="BoardControl"/>, and the truth that
/// rewards and judges need.
/// </summary>
/// <remarks>One thread at a time. Allocates nothing after the constructor.</remarks>
public sealed class BoardWorld : IDisposable
{
    /// <summary>Control period. Unit: s.</summary>
    public const double ControlPeriodS = 0.05;

    /// <summary>Most control periods by which targets may be late.</summary>
    public const int MostDelay = 2;

    private const int FreeJointPositions = 7;
    private readonly RobotJoints _joints;
    private readonly BoardControl _control = new();
    private readonly ArmKinematics _kinematics = new(Rm75.Model);
    private readonly double[] _positions = new double[RobotModel.Dof], _velocities = new double[RobotModel.Dof], _last = new double[RobotModel.Dof], _lastButOne = new double[RobotModel.Dof];
    private readonly bool[] _touches = new bool[HandKinematics.Tips];
    private readonly int[] _geomFinger;
    private readonly bool[] _isObject, _isRobot;
    private readonly int _qpos, _dof, _subSteps;
    private int _delay;
    private bool _round;

    /// <summary>Makes a world.</summary>
    /// <param name="model">Of the pool that <see cref="Reset"/> draws from.</param>
    public BoardWorld(MujocoModel model)
    {
        Data = new MujocoData(model);
        _joints = new RobotJoints(model, Rm75.Model);
        int joint = model.Id(MujocoObject.Joint, $"{RobotNames.ObjectPrefix}0"), body = model.JointBody[joint];
        (_qpos, _dof) = (model.JointQposAddress[joint], model.JointDofAddress[joint]);
        _subSteps = (int)Math.Round(ControlPeriodS / model.TimestepS);
        _isObject = new bool[model.Ngeom];
        _isRobot = new bool[model.Ngeom];
        _geomFinger = new int[model.Ngeom];
        for (int g = 0; g < model.Ngeom; g++)
        {
            _isObject[g] = model.GeomBody[g] == body;
            string name = model.Name(MujocoObject.Geom, g);
            _geomFinger[g] = FingerOf(name);
            _isRobot[g] = name.StartsWith(RobotNames.HandPrefix, StringComparison.Ordinal) || name.StartsWith(RobotNames.ArmPrefix, StringComparison.Ordinal);
        }
    }

    /// <summary>Gets the simulation; only judges and films may ask it.</summary>
    public MujocoData Data { get; }

    /// <summary>Gets what makes joint targets of actions.</summary>
    public BoardControl Control => _control;

    /// <summary>Gets the truth about robot and object.</summary>
    public FlatObjectView View { get; } = new();

    /// <summary>Gets which finger touches the object with one of its links. Shape: [5], thumb first.</summary>
    public ReadOnlySpan<bool> Touches => _touches;

    /// <summary>Gets whether any part of the robot touches the object.</summary>
    public bool RobotTouches { get; private set; }

    /// <summary>Gets how deep the robot is inside the object where it is deepest: more than a few millimetres is the simulation's fault. Unit: m.</summary>
    public double DeepestM { get; private set; }

    /// <summary>Begins anew.</summary>
    /// <param name="model">Which one of the pool.</param>
    /// <param name="halfSize">Half the object's extent. Unit: m.</param>
    /// <param name="worldFromObject">Where it lies.</param>
    /// <param name="jointsRad">Posture of the robot, at rest. Shape: [13].</param>
    /// <param name="delay">How many control periods late targets reach the servos: pictures, transport and playout take their time. Range: 0 to <see cref="MostDelay"/>.</param>
    /// <param name="isRound">Whether the object has no yaw that could be seen: see <see cref="FlatObject.IsRound"/>. Default: false.</param>
    public void Reset(MujocoModel model, Vector3d halfSize, RigidTransform worldFromObject, ReadOnlySpan<double> jointsRad, int delay, bool isRound = false)
    {
        Data.Reset(model);
        View.HalfSize = halfSize;
        (_delay, _round) = (delay, isRound);
        Span<double> q = Data.Qpos.Slice(_qpos, FreeJointPositions);
        (q[0], q[1], q[2]) = (worldFromObject.Translation.X, worldFromObject.Translation.Y, worldFromObject.Translation.Z);
        (q[3], q[4], q[5], q[6]) = worldFromObject.Rotation.ToWxyz();
        _joints.Set(Data, jointsRad);
        _control.Begin(jointsRad);
        jointsRad.CopyTo(_last);
        jointsRad.CopyTo(_lastButOne);

        // Finds the contacts without advancing, so that starts in which things overlap can be told.
        Data.Step1();
        Read();
    }

    /// <summary>Advances by one control period.</summary>
    /// <param name="action">Shape: [8]. Range: -1 to 1.</param>
    public void Step(ReadOnlySpan<float> action)
    {
        _last.CopyTo(_lastButOne, 0);
        _control.Wrist.TargetsRad.CopyTo(_last);
        _control.Move(_positions, action);
        _joints.SetTargets(Data, _delay == 0 ? _control.Wrist.TargetsRad : _delay == 1 ? _last : _lastButOne);
        _joints.Step(Data, _subSteps);
        Data.Kinematics();
        Read();
    }

    /// <summary>Writes a view as it would be with errors.</summary>
    /// <param name="view">Receives it.</param>
    /// <param name="jointsRad">Joints as they are measured. Shape: [13].</param>
    /// <param name="worldFromObject">The object as it is seen.</param>
    public void CopyTo(FlatObjectView view, ReadOnlySpan<double> jointsRad, RigidTransform worldFromObject)
    {
        view.SetRobot(_kinematics, jointsRad, _control.Wrist);
        (view.WorldFromObject, view.HalfSize, view.Linear, view.Angular, view.Goal) = (worldFromObject, View.HalfSize, View.Linear, View.Angular, View.Goal);
    }

    /// <inheritdoc/>
    public void Dispose() => Data.Dispose();

    private void Read()
    {
        _joints.Read(Data, _positions, _velocities);
        View.SetRobot(_kinematics, _positions, _control.Wrist);
        ReadOnlySpan<double> q = Data.Qpos.Slice(_qpos, FreeJointPositions), v = Data.Qvel.Slice(_dof, 6);
        View.WorldFromObject = new RigidTransform(Rotation.FromWxyz(q[3], q[4], q[5], q[6]), new Vector3d(q[0], q[1], q[2]));
        View.Linear = new Vector3d(v[0], v[1], v[2]);
        View.Angular = View.WorldFromObject.Rotation * new Vector3d(v[3], v[4], v[5]);
        if (_round)
            View.HideSpin();
        Array.Clear(_touches);
        (RobotTouches, DeepestM) = (false, 0);
        int contacts = Data.ContactCount;
        for (int c = 0; c < contacts; c++)
        {
            (int a, int b) = Data.GeomsOfContact(c);
            int other = _isObject[a] ? b : _isObject[b] ? a : -1;
            if (other < 0 || !_isRobot[other])
                continue;
            RobotTouches = true;
            DeepestM = Math.Max(DeepestM, -Data.Contact(c).DistanceM);
            if (_geomFinger[other] >= 0)
                _touches[_geomFinger[other]] = true;
        }
    }

    private static int FingerOf(string geom)
    {
        ReadOnlySpan<string> fingers = ["thumb", "index", "middle", "ring", "little"];
        for (int i = 0; i < fingers.Length; i++)
            if (geom.StartsWith($"{RobotNames.HandPrefix}{fingers[i]}_", StringComparison.Ordinal) && !geom.EndsWith("_base", StringComparison.Ordinal))
                return i;
        return -1;
    }
}
