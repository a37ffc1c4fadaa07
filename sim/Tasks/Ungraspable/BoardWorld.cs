using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Robots;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>
/// The simulated board with robot and object, driven in control periods of 50 ms through <see cref="WristControl"/>, and what skills
/// and judges need to know of it.
/// </summary>
/// <remarks>One thread at a time. Allocates nothing after the constructor.</remarks>
public sealed class BoardWorld : IDisposable
{
    /// <summary>Numbers of an action: move along x, y, z, turn about x (pitch) and z (yaw), fingers, thumb's bend, thumb's turn.</summary>
    public const int ActionSize = 8;

    /// <summary>Fingertips, thumb first.</summary>
    public const int Tips = 5;

    /// <summary>Control period. Unit: s.</summary>
    public const double ControlPeriodS = 0.05;

    private const int FreeJointPositions = 7;
    private readonly RobotJoints _joints;
    private readonly WristControl _wrist = new(Rm75.Model, Board.Wrist);
    private readonly ArmKinematics _kinematics = new(Rm75.Model);
    private readonly double[] _positions = new double[RobotModel.Dof], _velocities = new double[RobotModel.Dof], _delayed = new double[RobotModel.Dof];
    private readonly Vector3d[] _tips = new Vector3d[Tips];
    private readonly bool[] _touches = new bool[Tips];
    private readonly int[] _tipSites, _geomTip;
    private readonly bool[] _isObject;
    private readonly int _object, _qpos, _dof, _subSteps;
    private bool _delay;

    /// <summary>Makes a world.</summary>
    /// <param name="model">Of the pool that <see cref="Reset"/> draws from.</param>
    public BoardWorld(MujocoModel model)
    {
        Data = new MujocoData(model);
        _joints = new RobotJoints(model, Rm75.Model);
        _tipSites = [.. RobotNames.TouchSensors.Take(Tips).Select(name => model.Id(MujocoObject.Site, name))];
        int joint = model.Id(MujocoObject.Joint, $"{RobotNames.ObjectPrefix}0");
        (_qpos, _dof, _object) = (model.JointQposAddress[joint], model.JointDofAddress[joint], model.JointBody[joint]);
        _subSteps = (int)Math.Round(ControlPeriodS / model.TimestepS);
        _isObject = new bool[model.Ngeom];
        _geomTip = new int[model.Ngeom];
        for (int g = 0; g < model.Ngeom; g++)
        {
            _isObject[g] = model.GeomBody[g] == _object;
            _geomTip[g] = FingerOf(model.Name(MujocoObject.Geom, g));
        }
    }

    /// <summary>Gets the simulation; only judges and films may ask it.</summary>
    public MujocoData Data { get; }

    /// <summary>Gets half the object's extent along its axes. Unit: m.</summary>
    public Vector3d HalfSize { get; private set; }

    /// <summary>Gets the place that a push has to bring the object's middle to. World frame. Unit: m.</summary>
    public (double X, double Y) Goal { get; set; }

    /// <summary>Gets the object's pose.</summary>
    public RigidTransform WorldFromObject { get; private set; }

    /// <summary>Gets the object's velocity: linear, then angular, both in the world's frame. Units: m/s, rad/s.</summary>
    public (Vector3d Linear, Vector3d Angular) Velocity { get; private set; }

    /// <summary>Gets the grasp centre's pose.</summary>
    public RigidTransform WorldFromTool { get; private set; }

    /// <summary>Gets how far the wanted grasp centre is ahead of the measured one: the push that the arm gives. World frame. Unit: m.</summary>
    public Vector3d Pull => _wrist.WorldFromWanted.Translation - WorldFromTool.Translation;

    /// <summary>Gets joint positions. Shape: [13]. Unit: rad.</summary>
    public ReadOnlySpan<double> JointsRad => _positions;

    /// <summary>Gets joint targets. Shape: [13]. Unit: rad.</summary>
    public ReadOnlySpan<double> TargetsRad => _wrist.TargetsRad;

    /// <summary>Gets the middles of the fingertips, thumb first, then index to little. Shape: [5]. World frame. Unit: m.</summary>
    public ReadOnlySpan<Vector3d> TipPositions => _tips;

    /// <summary>Gets which finger's last two links touch the object. Shape: [5], thumb first.</summary>
    public ReadOnlySpan<bool> Touches => _touches;

    /// <summary>Gets the height of the object's lowest point above the board. Unit: m.</summary>
    public double LowestM => WorldFromObject.Translation.Z - HeightBelow(WorldFromObject.Rotation) - Board.TopZ;

    /// <summary>Gets the object's yaw, within a quarter turn: a box looks the same after one. Range: -pi/4 to pi/4. Unit: rad.</summary>
    public double YawRad
    {
        get
        {
            Vector3d x = WorldFromObject.Rotation * new Vector3d(1, 0, 0);
            double yaw = Math.Atan2(x.Y, x.X);
            return yaw - (Math.PI / 2 * Math.Round(yaw / (Math.PI / 2)));
        }
    }

    /// <summary>Gets the angle between the object's and the world's up. Unit: rad.</summary>
    public double TiltRad => Math.Acos(Math.Clamp((WorldFromObject.Rotation * new Vector3d(0, 0, 1)).Z, -1, 1));

    /// <summary>Begins anew.</summary>
    /// <param name="model">Which one of the pool.</param>
    /// <param name="halfSize">Half the object's extent. Unit: m.</param>
    /// <param name="worldFromObject">Where it lies.</param>
    /// <param name="jointsRad">Posture of the robot, at rest. Shape: [13].</param>
    /// <param name="delay">Whether targets reach the servos one control period late.</param>
    public void Reset(MujocoModel model, Vector3d halfSize, RigidTransform worldFromObject, ReadOnlySpan<double> jointsRad, bool delay)
    {
        Data.Reset(model);
        HalfSize = halfSize;
        _delay = delay;
        Span<double> q = Data.Qpos.Slice(_qpos, FreeJointPositions);
        (q[0], q[1], q[2]) = (worldFromObject.Translation.X, worldFromObject.Translation.Y, worldFromObject.Translation.Z);
        (q[3], q[4], q[5], q[6]) = worldFromObject.Rotation.ToWxyz();
        _joints.Set(Data, jointsRad);
        _wrist.Begin(jointsRad);
        jointsRad.CopyTo(_delayed);
        Read();
    }

    /// <summary>Advances by one control period.</summary>
    /// <param name="action">Shape: [8]. Range: -1 to 1.</param>
    public void Step(ReadOnlySpan<float> action)
    {
        Span<double> hand = [action[7], action[6], action[5], action[5], action[5], action[5]];
        if (_delay)
            _wrist.TargetsRad.CopyTo(_delayed);
        _wrist.Move(_positions, new Vector3d(action[0], action[1], action[2]), new Vector3d(action[3], 0, action[4]), hand);
        _joints.SetTargets(Data, _delay ? _delayed : _wrist.TargetsRad);
        _joints.Step(Data, _subSteps);
        Data.Kinematics();
        Read();
    }

    /// <inheritdoc/>
    public void Dispose() => Data.Dispose();

    private double HeightBelow(Rotation rotation)
    {
        Vector3d x = rotation * new Vector3d(1, 0, 0), y = rotation * new Vector3d(0, 1, 0), z = rotation * new Vector3d(0, 0, 1);
        return (Math.Abs(x.Z) * HalfSize.X) + (Math.Abs(y.Z) * HalfSize.Y) + (Math.Abs(z.Z) * HalfSize.Z);
    }

    private void Read()
    {
        _joints.Read(Data, _positions, _velocities);
        WorldFromTool = _kinematics.WorldFromTool(_positions);
        ReadOnlySpan<double> q = Data.Qpos.Slice(_qpos, FreeJointPositions), v = Data.Qvel.Slice(_dof, 6), site = Data.SiteXpos;
        WorldFromObject = new RigidTransform(Rotation.FromWxyz(q[3], q[4], q[5], q[6]), new Vector3d(q[0], q[1], q[2]));
        Velocity = (new Vector3d(v[0], v[1], v[2]), WorldFromObject.Rotation * new Vector3d(v[3], v[4], v[5]));
        for (int i = 0; i < Tips; i++)
            _tips[i] = new Vector3d(site[3 * _tipSites[i]], site[(3 * _tipSites[i]) + 1], site[(3 * _tipSites[i]) + 2]);
        Array.Clear(_touches);
        int contacts = Data.ContactCount;
        for (int c = 0; c < contacts; c++)
        {
            (int a, int b) = Data.GeomsOfContact(c);
            int other = _isObject[a] ? b : _isObject[b] ? a : -1;
            if (other >= 0 && _geomTip[other] >= 0)
                _touches[_geomTip[other]] = true;
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
