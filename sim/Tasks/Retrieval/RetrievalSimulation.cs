using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Robots;

namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>Robot and pile in motion, stepped by control periods, with all that scripts, rewards and teachers may know. World frame throughout.</summary>
/// <remarks>One thread at a time. Allocates nothing after the constructor.</remarks>
public sealed class RetrievalSimulation : IDisposable
{
    /// <summary>Simulated time of one control step. Unit: s.</summary>
    public const double ControlPeriodS = 0.05;

    private const double TipRadiusM = 0.008;
    private static readonly string[] TipGeoms = ["hand_thumb_tip", "hand_index_tip", "hand_middle_tip", "hand_ring_tip", "hand_little_tip"];
    private static readonly double[] Prepare = FindPrepare();
    private readonly RetrievalWorlds _worlds;
    private readonly MujocoData _data;
    private readonly RobotJoints _joints;
    private readonly ArmKinematics _kinematics = new(Rm75.Model);
    private readonly Exposure _exposure = new();
    private readonly double[] _positions = new double[RobotModel.Dof], _velocities = new double[RobotModel.Dof], _from = new double[RobotModel.Dof], _part = new double[RobotModel.Dof];
    private readonly RigidTransform[] _objects;
    private readonly Vector3d[] _speeds, _tips = new Vector3d[TipGeoms.Length], _extents;
    private readonly int[] _qpos, _dof, _tipGeoms, _tipBodies;
    private readonly int _targetGeom, _force, _substeps;
    private bool _broken;

    /// <summary>Makes a simulation; call <see cref="Begin"/> first.</summary>
    /// <param name="worlds">What may be simulated; stays open longer.</param>
    public RetrievalSimulation(RetrievalWorlds worlds)
    {
        _worlds = worlds;
        MujocoModel model = worlds[0];
        _data = new MujocoData(model);
        _joints = new RobotJoints(model, Rm75.Model);
        _objects = new RigidTransform[worlds.Objects];
        _speeds = new Vector3d[worlds.Objects];
        _extents = new Vector3d[worlds.Objects];
        int[] joints = [.. Enumerable.Range(0, worlds.Objects).Select(i => model.Id(MujocoObject.Joint, $"{RobotNames.ObjectPrefix}{i}"))];
        _qpos = [.. joints.Select(j => model.JointQposAddress[j])];
        _dof = [.. joints.Select(j => model.JointDofAddress[j])];
        _tipGeoms = [.. TipGeoms.Select(name => model.Id(MujocoObject.Geom, name))];
        _tipBodies = [.. _tipGeoms.Select(g => model.GeomBody[g])];
        _targetGeom = model.Id(MujocoObject.Geom, $"{RobotNames.ObjectPrefix}0_part_0");
        _force = model.SensorAddress[model.Id(MujocoObject.Sensor, RobotNames.WristForceSensor)];
        _substeps = (int)Math.Round(ControlPeriodS / worlds.TimestepS);
    }

    /// <summary>Gets the posture that every episode begins with: hand open, straight down, above the middle of the pile. Shape: [13]. Unit: rad.</summary>
    public static ReadOnlySpan<double> PrepareRad => Prepare;

    /// <summary>Gets the number of the present world.</summary>
    public int World { get; private set; }

    /// <summary>Gets the number of objects, target included.</summary>
    public int Objects => _objects.Length;

    /// <summary>Gets the physics, for pictures and tests.</summary>
    public MujocoData Data => _data;

    /// <summary>Gets the target's only shape, for rays.</summary>
    internal int TargetGeom => _targetGeom;

    /// <summary>Gets where the joints are. Shape: [13]. Unit: rad.</summary>
    public ReadOnlySpan<double> PositionsRad => _positions;

    /// <summary>Gets how fast they are. Shape: [13]. Unit: rad/s.</summary>
    public ReadOnlySpan<double> VelocitiesRadPerS => _velocities;

    /// <summary>Gets the pose of the grasp centre.</summary>
    public RigidTransform WorldFromTool { get; private set; }

    /// <summary>Gets the ends of thumb, index, middle, ring and little finger. Shape: [5]. Unit: m.</summary>
    public ReadOnlySpan<Vector3d> Fingertips => _tips;

    /// <summary>Gets the objects' poses, target first. Shape: [Objects].</summary>
    public ReadOnlySpan<RigidTransform> WorldFromObjects => _objects;

    /// <summary>Gets the objects' velocities. Shape: [Objects]. Unit: m/s.</summary>
    public ReadOnlySpan<Vector3d> Velocities => _speeds;

    /// <summary>Gets half the objects' extents along their own axes. Shape: [Objects]. Unit: m.</summary>
    public ReadOnlySpan<Vector3d> HalfM => _worlds.HalfM(World);

    /// <summary>Gets half the objects' extents along the world's axes, those of the boxes about them. Shape: [Objects]. Unit: m.</summary>
    public ReadOnlySpan<Vector3d> WorldHalfM => _extents;

    /// <summary>Gets the largest force at the wrist in the last control step, the hand's weight included. Unit: N.</summary>
    public double WristForceN { get; private set; }

    /// <summary>Gets whether MuJoCo warned of something since <see cref="Begin"/>: what follows cannot be trusted.</summary>
    public bool IsBroken => _broken || _data.Warnings > 0;

    /// <summary>Begins with the robot in <see cref="PrepareRad"/> and the pile at rest.</summary>
    /// <param name="world">Range: 0 to Count - 1 of the worlds.</param>
    public void Begin(int world)
    {
        World = world;
        _data.Reset(_worlds[world]);
        _joints.Set(_data, Prepare);
        Prepare.CopyTo(_from, 0);
        (WristForceN, _broken) = (0, false);
        Look();
    }

    /// <summary>Goes on by one control step, in which the servos' targets move evenly from the last ones to these.</summary>
    /// <param name="targetsRad">Shape: [13]. Unit: rad.</param>
    public void Advance(ReadOnlySpan<double> targetsRad)
    {
        WristForceN = 0;
        for (int s = 1; s <= _substeps; s++)
        {
            for (int i = 0; i < _part.Length; i++)
                _part[i] = _from[i] + ((targetsRad[i] - _from[i]) * s / _substeps);
            _joints.SetTargets(_data, _part);
            _joints.Step(_data, 1);
            ReadOnlySpan<double> force = _data.SensorData.Slice(_force, 3);
            WristForceN = Math.Max(WristForceN, new Vector3d(force[0], force[1], force[2]).Length);
        }

        targetsRad.CopyTo(_from);
        foreach (double q in _data.Qpos)
            _broken |= !double.IsFinite(q);
        if (_broken)
            return;
        _data.Kinematics();
        Look();
    }

    /// <summary>Returns the target's exposure. Range: 0 to 1.</summary>
    public double ReadExposure() => _exposure.Read(_data, _targetGeom, _objects[0], HalfM[0]);

    /// <summary>Tells a teacher's state all that is true: velocities, fingertips, tool, target, occluders, cover.</summary>
    /// <param name="state">Changed.</param>
    public void Describe(RetrievalState state)
    {
        _velocities.CopyTo(state.VelocitiesRadPerS, 0);
        _tips.CopyTo(state.Fingertips, 0);
        (state.WorldFromTool, state.WorldFromTarget, state.HalfM, state.CoverM) = (WorldFromTool, _objects[0], HalfM[0], CoverM());
        state.ClearOccluders();
        for (int i = 1; i < _objects.Length; i++)
            state.AddOccluder(_objects[i].Translation, _extents[i]);
    }

    /// <summary>Returns how high the highest occluder above or right beside the target reaches over it. Unit: m. Range: 0 and more.</summary>
    public double CoverM()
    {
        double top = _objects[0].Translation.Z + _extents[0].Z, cover = 0;
        for (int i = 1; i < _objects.Length; i++)
            if (Covers(i))
                cover = Math.Max(cover, _objects[i].Translation.Z + _extents[i].Z - top);
        return cover;
    }

    /// <summary>Returns whether an occluder is over the target: the boxes about both overlap as seen from above, and it reaches higher than the target's middle.</summary>
    /// <param name="index">Range: 1 to Objects - 1.</param>
    public bool Covers(int index)
    {
        Vector3d away = _objects[index].Translation - _objects[0].Translation;
        return Math.Abs(away.X) < _extents[index].X + _extents[0].X && Math.Abs(away.Y) < _extents[index].Y + _extents[0].Y && away.Z + _extents[index].Z > 0;
    }

    /// <summary>Puts an object elsewhere, for what-if questions.</summary>
    /// <returns>Where it was. World frame. Unit: m.</returns>
    internal Vector3d Shift(int index, Vector3d by)
    {
        Vector3d was = _objects[index].Translation;
        Span<double> q = _data.Qpos.Slice(_qpos[index], 3);
        (q[0], q[1], q[2]) = (q[0] + by.X, q[1] + by.Y, q[2] + by.Z);
        _data.Kinematics();
        Look();
        return was;
    }

    /// <inheritdoc/>
    public void Dispose() => _data.Dispose();

    private void Look()
    {
        _joints.Read(_data, _positions, _velocities);
        WorldFromTool = _kinematics.WorldFromTool(_positions);
        ReadOnlySpan<double> qpos = _data.Qpos, qvel = _data.Qvel;
        for (int i = 0; i < _objects.Length; i++)
        {
            ReadOnlySpan<double> q = qpos.Slice(_qpos[i], 7), v = qvel.Slice(_dof[i], 3);
            _objects[i] = new RigidTransform(Rotation.FromWxyz(q[3], q[4], q[5], q[6]), new Vector3d(q[0], q[1], q[2]));
            _speeds[i] = new Vector3d(v[0], v[1], v[2]);
            _extents[i] = Extent(_objects[i].Rotation, HalfM[i]);
        }

        // The last phalanx goes from its joint through the middle of its capsule to the tip, as far again.
        for (int i = 0; i < _tips.Length; i++)
        {
            Vector3d joint = At(_data.Xpos, _tipBodies[i]), middle = At(_data.GeomXpos, _tipGeoms[i]);
            _tips[i] = middle + (middle - joint) + ((middle - joint).Normalized() * TipRadiusM);
        }
    }

    private static Vector3d At(ReadOnlySpan<double> positions, int index) => new(positions[3 * index], positions[(3 * index) + 1], positions[(3 * index) + 2]);

    private static Vector3d Extent(Rotation rotation, Vector3d half)
    {
        Vector3d x = rotation * new Vector3d(half.X, 0, 0), y = rotation * new Vector3d(0, half.Y, 0), z = rotation * new Vector3d(0, 0, half.Z);
        return new Vector3d(Math.Abs(x.X) + Math.Abs(y.X) + Math.Abs(z.X), Math.Abs(x.Y) + Math.Abs(y.Y) + Math.Abs(z.Y), Math.Abs(x.Z) + Math.Abs(y.Z) + Math.Abs(z.Z));
    }

    private static double[] FindPrepare()
    {
        double[] posture = Rm75.Model.HomeRad.ToArray();
        RigidTransform wanted = new(new WristControlOptions().WorldFromRest, RetrievalBox.Centre + new Vector3d(0, 0, RetrievalBox.HandStartM));
        InverseKinematicsResult found = new InverseKinematics(Rm75.Model).Solve(wanted, posture, posture);
        return found.Success ? posture : throw new InvalidOperationException($"The arm misses the start above the box by {found.PositionErrorM} m and {found.RotationErrorRad} rad.");
    }
}
