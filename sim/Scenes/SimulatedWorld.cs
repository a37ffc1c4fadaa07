using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Robots;

namespace DexGrasp.Sim.Scenes;

/// <summary>
/// One physical world: the work cell, the robot at its home pose and objects. The arm's weight is compensated as the real
/// arm's controller does it; the hand's servos and couplings are MuJoCo's.
/// </summary>
/// <remarks>Not thread-safe: one thread at a time. Members that run per step allocate nothing.</remarks>
public sealed partial class SimulatedWorld : IDisposable
{
    private const int FreeJointPositions = 7;
    private readonly RobotJoints _joints;
    private readonly int[] _objectQpos;
    private readonly int[] _objectDof;
    private readonly long _stepTicks;
    private bool _warned;

    /// <summary>Makes a world with the robot at home.</summary>
    /// <param name="objects">What lies where; may be empty.</param>
    /// <param name="scene">Look and cameras; default: <see cref="SceneSpec.Default"/>.</param>
    /// <param name="robot">Default: the scene's.</param>
    /// <param name="cell">Default: the scene's; its camera offsets are applied to it.</param>
    /// <exception cref="MujocoModelException">MuJoCo refuses the model.</exception>
    /// <exception cref="MujocoUnavailableException">MuJoCo cannot be used; the message names the package.</exception>
    public SimulatedWorld(IReadOnlyList<PlacedObject> objects, SceneSpec? scene = null, RobotModel? robot = null, Workcell? cell = null)
    {
        Scene = scene ?? SceneSpec.Default;
        Robot = robot ?? Scene.Robot;
        Workcell = Scene.ApplyTo(cell ?? Scene.Cell);
        SceneModel description = SceneMjcf.Write(Robot, Scene.ApplyErrorsTo(Workcell), Scene, objects);
        Model = MujocoModel.FromXml(description.Mjcf, description.Assets);
        Data = new MujocoData(Model);
        _stepTicks = (long)Math.Round(Model.TimestepS * TimeSpan.TicksPerSecond);

        _joints = new RobotJoints(Model, Robot);
        _objectQpos = new int[objects.Count];
        _objectDof = new int[objects.Count];
        Objects = NameObjects(objects);
        TargetCount = objects.Count;
        (_geomObject, _geomPartner) = SortGeoms();
        SetJoints(Robot.HomeRad.Span);
    }

    /// <summary>Gets the compiled model.</summary>
    public MujocoModel Model { get; }

    /// <summary>Gets the state; step it through <see cref="Advance"/> alone, so that the arm's weight stays compensated.</summary>
    public MujocoData Data { get; }

    /// <summary>Gets the robot.</summary>
    public RobotModel Robot { get; }

    /// <summary>Gets the work cell with the cameras where they are in this scene; the scene's calibration errors are not in it.</summary>
    public Workcell Workcell { get; }

    /// <summary>Gets the scene's look.</summary>
    public SceneSpec Scene { get; }

    /// <summary>Gets the objects in order of their index.</summary>
    public IReadOnlyList<SceneObject> Objects { get; }

    /// <summary>Gets how many objects may be asked for; the rest are distractors. Default: all.</summary>
    public int TargetCount { get; init; }

    /// <summary>Gets the simulated time since the world was made.</summary>
    public TimeSpan Now => TimeSpan.FromTicks((long)Math.Round(Data.TimeS / Model.TimestepS) * _stepTicks);

    /// <summary>Gets the time of one physics step.</summary>
    public TimeSpan Step => TimeSpan.FromTicks(_stepTicks);

    /// <summary>Gets whether the numbers can be trusted: false for good once MuJoCo warned or reset the state. Such an episode counts as failed.</summary>
    public bool Healthy
    {
        get
        {
            _warned |= Data.Warnings > 0;
            return !_warned;
        }
    }

    /// <summary>Sets the servos' targets; they hold until the next call. MuJoCo limits them to the joints' ranges.</summary>
    /// <param name="targetsRad">Shape: [13]. Unit: rad. Order: <see cref="RobotModel.JointNames"/>.</param>
    /// <exception cref="ArgumentException">A wrong length or a number that is not finite; nothing is set then.</exception>
    public void SetTargets(ReadOnlySpan<double> targetsRad) => _joints.SetTargets(Data, targetsRad);

    /// <summary>Advances the physics. Allocates nothing. Afterwards poses, cameras and sensors are those of the new time.</summary>
    /// <param name="duration">A whole number of physics steps (<see cref="Step"/>).</param>
    /// <exception cref="ArgumentException">Negative, or no whole number of steps; nothing moves then.</exception>
    public void Advance(TimeSpan duration)
    {
        long steps = duration.Ticks / _stepTicks;
        if (steps < 0 || steps * _stepTicks != duration.Ticks)
            throw new ArgumentException($"Cannot advance by {duration.TotalSeconds} s: a whole number of {Model.TimestepS} s steps is needed.", nameof(duration));
        _joints.Step(Data, steps);
        SetLights();
        Data.Kinematics();
        _warned |= Data.Warnings > 0;
    }

    /// <summary>Reads the joints. Allocates nothing.</summary>
    /// <param name="positionsRad">Shape: [13]. Unit: rad. Order: <see cref="RobotModel.JointNames"/>.</param>
    /// <param name="velocitiesRadPerS">Shape: [13]. Unit: rad/s.</param>
    /// <param name="effortsNm">Torque of each servo, without the weight compensation. Shape: [13]. Unit: N m.</param>
    public void ReadJoints(Span<double> positionsRad, Span<double> velocitiesRadPerS, Span<double> effortsNm)
    {
        _joints.Read(Data, positionsRad, velocitiesRadPerS);
        Data.ActuatorForce.CopyTo(effortsNm);
    }

    /// <summary>Puts the robot into a pose at rest and makes it the servos' target; following joints go along.</summary>
    /// <param name="positionsRad">Shape: [13]. Unit: rad. Order: <see cref="RobotModel.JointNames"/>.</param>
    public void SetJoints(ReadOnlySpan<double> positionsRad) => _joints.Set(Data, positionsRad);

    /// <summary>Returns an object's pose. Only the expert, the task generator and the judge may ask; nothing that decides on a robot may.</summary>
    /// <param name="index">Range: 0 to the number of objects - 1.</param>
    public RigidTransform WorldFromObject(int index)
    {
        ReadOnlySpan<double> q = Data.Qpos.Slice(_objectQpos[index], FreeJointPositions);
        return new RigidTransform(Rotation.FromWxyz(q[3], q[4], q[5], q[6]), new Vector3d(q[0], q[1], q[2]));
    }

    /// <summary>Returns an object's speed. Units: m/s, rad/s.</summary>
    /// <param name="index">Range: 0 to the number of objects - 1.</param>
    public (double LinearMPerS, double AngularRadPerS) SpeedOfObject(int index)
    {
        ReadOnlySpan<double> v = Data.Qvel.Slice(_objectDof[index], 6);
        return (new Vector3d(v[0], v[1], v[2]).Length, new Vector3d(v[3], v[4], v[5]).Length);
    }

    /// <summary>Returns an object's velocity: linear in the world's frame, angular in the object's. Units: m/s, rad/s.</summary>
    /// <param name="index">Range: 0 to the number of objects - 1.</param>
    public (Vector3d LinearMPerS, Vector3d AngularRadPerS) VelocityOfObject(int index)
    {
        ReadOnlySpan<double> v = Data.Qvel.Slice(_objectDof[index], 6);
        return (new Vector3d(v[0], v[1], v[2]), new Vector3d(v[3], v[4], v[5]));
    }

    /// <summary>Makes an object move level, as if it were pushed, without turning; how it moves up and down stays as it is.</summary>
    /// <param name="index">Range: 0 to the number of objects - 1.</param>
    /// <param name="velocityMPerS">World frame; z is not used. Unit: m/s.</param>
    public void PushObject(int index, Vector3d velocityMPerS)
    {
        Span<double> v = Data.Qvel.Slice(_objectDof[index], 6);
        (v[0], v[1]) = (velocityMPerS.X, velocityMPerS.Y);
        v[3..].Clear();
    }

    /// <summary>Puts an object somewhere, at rest.</summary>
    /// <param name="index">Range: 0 to the number of objects - 1.</param>
    /// <param name="worldFromObject">Its new pose.</param>
    public void PlaceObject(int index, RigidTransform worldFromObject)
    {
        Span<double> q = Data.Qpos.Slice(_objectQpos[index], FreeJointPositions);
        (q[0], q[1], q[2]) = (worldFromObject.Translation.X, worldFromObject.Translation.Y, worldFromObject.Translation.Z);
        (q[3], q[4], q[5], q[6]) = worldFromObject.Rotation.ToWxyz();
        Data.Qvel.Slice(_objectDof[index], 6).Clear();
        Data.Kinematics();
    }

    /// <summary>Returns whether an object may be asked for or is there to distract; worlds made from a list have no distractors.</summary>
    /// <param name="index">Range: 0 to the number of objects - 1.</param>
    public bool IsTarget(int index) => index < TargetCount;

    /// <summary>Saves all that the future depends on.</summary>
    public double[] SaveState()
    {
        var state = new double[Data.StateSize];
        Data.SaveState(state);
        return state;
    }

    /// <summary>Restores a saved state of this world, bit for bit.</summary>
    /// <param name="state">From <see cref="SaveState"/>.</param>
    public void RestoreState(ReadOnlySpan<double> state)
    {
        Data.RestoreState(state);
        SetLights();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Data.Dispose();
        Model.Dispose();
    }

    // Light that moves is a function of simulated time alone, so that every picture of an episode repeats.
    private void SetLights()
    {
        Span<double> positions = Model.LightPosition;
        Span<float> diffuse = Model.LightDiffuse;
        for (int i = 0; i < Scene.Lights.Count; i++)
        {
            if (Scene.Lights[i].Motion is null)
                continue;
            (Vector3d position, Colour colour) = Scene.Lights[i].At(Now);
            (positions[3 * i], positions[(3 * i) + 1], positions[(3 * i) + 2]) = (position.X, position.Y, position.Z);
            (diffuse[3 * i], diffuse[(3 * i) + 1], diffuse[(3 * i) + 2]) = ((float)colour.Red, (float)colour.Green, (float)colour.Blue);
        }
    }

    private List<SceneObject> NameObjects(IReadOnlyList<PlacedObject> objects)
    {
        var named = new List<SceneObject>(objects.Count);
        var seen = new Dictionary<string, int>();
        for (int i = 0; i < objects.Count; i++)
        {
            int joint = Model.Id(MujocoObject.Joint, $"{RobotNames.ObjectPrefix}{i}");
            _objectQpos[i] = Model.JointQposAddress[joint];
            _objectDof[i] = Model.JointDofAddress[joint];
            string name = objects[i].Spec.Name;
            int number = seen[name] = seen.GetValueOrDefault(name) + 1;
            named.Add(new SceneObject(i, number == 1 ? name : $"{name} {number}", objects[i].Spec, Model.JointBody[joint]));
        }

        return named;
    }
}
