namespace DexGrasp.Sim.Mujoco;

/// <summary>
/// One simulation: the state of a <see cref="MujocoModel"/>, stepped by one thread at a time. Spans are views of native
/// memory, valid until disposed. No member but the constructor allocates managed memory.
/// </summary>
/// <remarks>On bad numbers MuJoCo silently resets the state: watch <see cref="Resets"/>.</remarks>
public sealed unsafe partial class MujocoData : IDisposable
{
    private readonly DataHandle _handle;
    private readonly nint _native;
    private nint _modelNative;
    private readonly MujocoLayout _layout;
    private readonly double* _time;
    private readonly int* _contactCount;
    private readonly int _contactArray;
    private readonly int _contactSize;
    private readonly int _contactGeom1;
    private readonly int _contactGeom2;
    private readonly int* _warnings;
    private readonly double[] _positionsBefore;

    /// <summary>Makes a simulation in the model's initial state.</summary>
    /// <param name="model">Stays open natively until this is disposed as well.</param>
    /// <exception cref="MujocoModelException">MuJoCo could not make it.</exception>
    public MujocoData(MujocoModel model)
    {
        Model = model;
        _layout = model.Layout;
        _modelNative = model.Native;
        _native = NativeMethods.mj_makeData(_modelNative);
        if (_native == 0)
            throw new MujocoModelException("MuJoCo could not allocate the simulation's state; lower the model's njmax, nconmax or nstack.");
        _handle = new DataHandle(_native, model.Handle);
        _time = (double*)(_native + _layout.Offset("mjData.time"));
        _contactCount = (int*)(_native + _layout.Offset("mjData.ncon"));
        _contactArray = _layout.Offset("mjData.contact");
        _contactSize = _layout.SizeOf("mjContact");
        bool pair = _layout.Has("mjContact.geom");
        _contactGeom1 = _layout.Offset(pair ? "mjContact.geom" : "mjContact.geom1");
        _contactGeom2 = pair ? _contactGeom1 + sizeof(int) : _layout.Offset("mjContact.geom2");
        _warnings = (int*)(_native + _layout.Offset("mjData.warning"));
        _positionsBefore = new double[model.Nq];
        _arrays = new DataArrays(_native, _layout);
        Kinematics();
    }

    /// <summary>Gets the model that is simulated.</summary>
    public MujocoModel Model { get; private set; }

    /// <summary>Gets or sets the simulated time. Unit: s.</summary>
    public double TimeS
    {
        get => *(double*)Checked(_time);
        set => *(double*)Checked(_time) = value;
    }

    /// <summary>Gets the number of contacts found by the last step.</summary>
    public int ContactCount => *(int*)Checked(_contactCount);

    /// <summary>Gets how many warnings of all kinds occurred since the last reset.</summary>
    public int Warnings
    {
        get
        {
            int sum = 0;
            for (MujocoWarning kind = MujocoWarning.Inertia; kind <= MujocoWarning.BadControl; kind++)
                sum += WarningsOf(kind);
            return sum;
        }
    }

    /// <summary>Gets how often MuJoCo found bad numbers and reset the state since <see cref="Reset()"/>. Anything but 0 makes a run worthless.</summary>
    public int Resets => WarningsOf(MujocoWarning.BadPosition) + WarningsOf(MujocoWarning.BadVelocity) + WarningsOf(MujocoWarning.BadAcceleration);

    /// <summary>Gets the native state; valid until disposed.</summary>
    internal nint Native
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
            return _native;
        }
    }

    /// <summary>Advances by one time step.</summary>
    public void Step()
    {
        NativeMethods.mj_step(_modelNative, Native);
        GC.KeepAlive(this);
    }

    /// <summary>Advances by several time steps with the same controls.</summary>
    /// <param name="count">Range: 0 and more.</param>
    public void Step(int count)
    {
        nint native = Native;
        for (int i = 0; i < count; i++)
            NativeMethods.mj_step(_modelNative, native);
        GC.KeepAlive(this);
    }

    /// <summary>Does the part of a step that does not depend on controls; set controls, then call <see cref="Step2"/>.</summary>
    public void Step1()
    {
        NativeMethods.mj_step1(_modelNative, Native);
        GC.KeepAlive(this);
    }

    /// <summary>Does the rest of a step after <see cref="Step1"/>.</summary>
    public void Step2()
    {
        NativeMethods.mj_step2(_modelNative, Native);
        GC.KeepAlive(this);
    }

    /// <summary>Computes everything that follows from the state without advancing. On 2.2.2 it changes the solver's warm start, so a run with it is not bit-equal to one without.</summary>
    public void Forward()
    {
        NativeMethods.mj_forward(_modelNative, Native);
        GC.KeepAlive(this);
    }

    /// <summary>Computes poses of bodies, shapes, sites, cameras and lights from the positions; the run stays bit-equal.</summary>
    public void Kinematics()
    {
        nint native = Native;

        // MuJoCo normalises the quaternions in qpos on the way; a second time in the next step would cost the last bit.
        Qpos.CopyTo(_positionsBefore);
        NativeMethods.mj_kinematics(_modelNative, native);
        _positionsBefore.CopyTo(Qpos);
        NativeMethods.mj_comPos(_modelNative, native);
        NativeMethods.mj_camlight(_modelNative, native);
        GC.KeepAlive(this);
    }

    /// <summary>Returns to the model's initial state, with time, controls and warning counters at zero.</summary>
    public void Reset()
    {
        NativeMethods.mj_resetData(_modelNative, Native);
        Kinematics();
    }

    /// <summary>Copies the whole simulation into another one of the same model.</summary>
    /// <exception cref="ArgumentException">The other one is of another model.</exception>
    public void CopyTo(MujocoData destination)
    {
        if (destination._modelNative != _modelNative)
            throw new ArgumentException("A simulation can be copied only into one of the same model.", nameof(destination));
        NativeMethods.mj_copyData(destination.Native, _modelNative, Native);
        GC.KeepAlive(this);
        GC.KeepAlive(destination);
    }

    /// <summary>
    /// Goes over to another model of the same shape, such as one with other sizes, masses or frictions, and resets: so that many worlds
    /// need many models, which all simulations share, but each simulation its memory once.
    /// </summary>
    /// <param name="model">Has to stay open for as long as this uses it.</param>
    /// <exception cref="ArgumentException">The models differ in what they have, and not just in its numbers; nothing was changed.</exception>
    public void Reset(MujocoModel model)
    {
        if (!model.HasShapeOf(Model))
            throw new ArgumentException("The model has other bodies, joints, shapes, constraints or buffers than the one that this simulation was made for. Nothing was changed.", nameof(model));
        (Model, _modelNative) = (model, model.Native);
        Reset();
    }

    /// <summary>Returns how often a warning occurred since the last reset.</summary>
    public int WarningsOf(MujocoWarning kind)
    {
        int index = (int)kind;
        if (_layout.WarningKinds < 8)
        {
            // Later versions count full drawing lists elsewhere.
            if (kind == MujocoWarning.ShapesFull)
                return 0;
            if (kind > MujocoWarning.ShapesFull)
                index--;
        }

        return ((int*)Checked(_warnings))[(2 * index) + 1];
    }

    /// <summary>Returns one contact found by the last step.</summary>
    /// <param name="index">Range: 0 to <see cref="ContactCount"/> - 1.</param>
    public MujocoContact Contact(int index)
    {
        byte* at = ContactAt(index);
        double* position = (double*)(at + _layout.Offset("mjContact.pos"));
        double* frame = (double*)(at + _layout.Offset("mjContact.frame"));
        return new MujocoContact(
            *(int*)(at + _contactGeom1), *(int*)(at + _contactGeom2), *(double*)(at + _layout.Offset("mjContact.dist")),
            new(position[0], position[1], position[2]), new(frame[0], frame[1], frame[2]));
    }

    /// <summary>Returns the shapes of one contact found by the last step.</summary>
    /// <param name="index">Range: 0 to <see cref="ContactCount"/> - 1.</param>
    public (int Geom1, int Geom2) GeomsOfContact(int index)
    {
        byte* at = ContactAt(index);
        return (*(int*)(at + _contactGeom1), *(int*)(at + _contactGeom2));
    }

    /// <summary>Writes the force and torque of one contact, in its frame (first axis = normal).</summary>
    /// <param name="index">Range: 0 to <see cref="ContactCount"/> - 1.</param>
    /// <param name="six">Shape: [6], force then torque. Units: N, N m.</param>
    public void ContactForce(int index, Span<double> six)
    {
        _ = ContactAt(index);
        RequireLength(six.Length, 6, nameof(six));
        fixed (double* result = six)
            NativeMethods.mj_contactForce(_modelNative, _native, index, result);
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private static void RequireLength(int length, int needed, string name)
    {
        if (length < needed)
            throw new ArgumentException($"'{name}' holds {length} numbers; {needed} are needed.", name);
    }

    private byte* ContactAt(int index)
    {
        int count = ContactCount;
        if ((uint)index >= (uint)count)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"There are {count} contacts; the index must be from 0 to {count - 1}.");
        return *(byte**)(_native + _contactArray) + ((long)index * _contactSize);
    }

    private void* Checked(void* pointer)
    {
        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
        return pointer;
    }
}
