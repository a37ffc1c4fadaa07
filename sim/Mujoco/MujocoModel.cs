using System.Runtime.InteropServices;
using System.Text;

namespace DexGrasp.Sim.Mujoco;

/// <summary>
/// A compiled model: what exists and its constants. Any number of <see cref="MujocoData"/> on any threads may share one
/// model as long as nobody writes through its spans meanwhile. Ids are indices in the order of the description.
/// </summary>
public sealed partial class MujocoModel : IDisposable
{
    private const int ErrorSize = 1024;
    private static readonly Lock LoadGate = new();
    private readonly MujocoLayout _layout;
    private readonly nint _native;
    private readonly int[] _shape;
    private bool _disposed;

    private MujocoModel(nint native, MujocoLayout layout)
    {
        _native = native;
        _layout = layout;
        Handle = new ModelHandle(native);
        Nq = Count("nq");
        Nv = Count("nv");
        Nu = Count("nu");
        Na = Count("na");
        Nbody = Count("nbody");
        Njnt = Count("njnt");
        Ngeom = Count("ngeom");
        Nsite = Count("nsite");
        Ncam = Count("ncam");
        Nlight = Count("nlight");
        Nmat = Count("nmat");
        Ntex = Count("ntex");
        Neq = Count("neq");
        Nsensor = Count("nsensor");
        Nsensordata = Count("nsensordata");
        Nmocap = Count("nmocap");
        Nkey = Count("nkey");
        _shape = [Nq, Nv, Nu, Na, Nbody, Njnt, Ngeom, Nsite, Ncam, Nlight, Neq, Nsensor, Nsensordata, Nmocap, Count("nM"), Count("njmax"), Count("nconmax")];
    }

    /// <summary>Gets the number of position coordinates.</summary>
    public int Nq { get; }

    /// <summary>Gets the number of degrees of freedom.</summary>
    public int Nv { get; }

    /// <summary>Gets the number of actuators.</summary>
    public int Nu { get; }

    /// <summary>Gets the number of actuator activations.</summary>
    public int Na { get; }

    /// <summary>Gets the number of bodies; body 0 is the world.</summary>
    public int Nbody { get; }

    /// <summary>Gets the number of joints.</summary>
    public int Njnt { get; }

    /// <summary>Gets the number of shapes.</summary>
    public int Ngeom { get; }

    /// <summary>Gets the number of sites.</summary>
    public int Nsite { get; }

    /// <summary>Gets the number of cameras.</summary>
    public int Ncam { get; }

    /// <summary>Gets the number of lights.</summary>
    public int Nlight { get; }

    /// <summary>Gets the number of materials.</summary>
    public int Nmat { get; }

    /// <summary>Gets the number of textures.</summary>
    public int Ntex { get; }

    /// <summary>Gets the number of equality constraints.</summary>
    public int Neq { get; }

    /// <summary>Gets the number of sensors.</summary>
    public int Nsensor { get; }

    /// <summary>Gets the number of values that all sensors deliver together.</summary>
    public int Nsensordata { get; }

    /// <summary>Gets the number of bodies moved from outside.</summary>
    public int Nmocap { get; }

    /// <summary>Gets the number of keyframes.</summary>
    public int Nkey { get; }

    /// <summary>Gets the time that one step simulates. Unit: s.</summary>
    public unsafe double TimestepS => *(double*)At("mjModel.opt.timestep");

    /// <summary>Gets the distance from a camera to its near plane. Unit: m.</summary>
    public unsafe double NearPlaneM => *(float*)At("mjModel.vis.map.znear") * *(double*)At("mjModel.stat.extent");

    /// <summary>Gets the distance from a camera to its far plane. Unit: m.</summary>
    public unsafe double FarPlaneM => *(float*)At("mjModel.vis.map.zfar") * *(double*)At("mjModel.stat.extent");

    /// <summary>Gets the owner of the native model.</summary>
    internal ModelHandle Handle { get; }

    /// <summary>Gets the native model; valid until disposed.</summary>
    internal nint Native
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _native;
        }
    }

    /// <summary>Gets the memory layout of the loaded library's version.</summary>
    internal MujocoLayout Layout => _layout;

    /// <summary>Compiles a model from its description.</summary>
    /// <param name="mjcf">MJCF text.</param>
    /// <param name="assets">Files that the description names (textures, meshes, includes) by plain file name; null when there are none.</param>
    /// <exception cref="MujocoModelException">MuJoCo refuses it; the message carries MuJoCo's text.</exception>
    /// <exception cref="MujocoUnavailableException">The library cannot be used.</exception>
    public static MujocoModel FromXml(string mjcf, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? assets = null)
    {
        MujocoLayout layout = MujocoLibrary.EnsureLoaded();
        return new MujocoModel(LoadNative(mjcf, assets), layout);
    }

    /// <summary>Returns the id of a named element.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name; the message lists near names.</exception>
    public int Id(MujocoObject kind, string name)
    {
        int id = TryId(kind, name);
        return id >= 0 ? id : throw new KeyNotFoundException(MujocoNames.NotFound(this, kind, name));
    }

    /// <summary>Returns the id of a named element, or -1 when there is none of that name.</summary>
    public unsafe int TryId(MujocoObject kind, string name)
    {
        fixed (byte* text = MujocoSelfCheck.Utf8(name))
            return NativeMethods.mj_name2id(Native, Code(kind), text);
    }

    /// <summary>Returns the name of an element; empty when it has none or the id is out of range.</summary>
    public unsafe string Name(MujocoObject kind, int id) =>
        Marshal.PtrToStringUTF8((nint)NativeMethods.mj_id2name(Native, Code(kind), id)) ?? "";

    /// <summary>Returns how many elements of a kind there are.</summary>
    public int CountOf(MujocoObject kind) => kind switch
    {
        MujocoObject.Body => Nbody,
        MujocoObject.Joint => Njnt,
        MujocoObject.Geom => Ngeom,
        MujocoObject.Site => Nsite,
        MujocoObject.Camera => Ncam,
        MujocoObject.Light => Nlight,
        MujocoObject.Texture => Ntex,
        MujocoObject.Material => Nmat,
        MujocoObject.Equality => Neq,
        MujocoObject.Actuator => Nu,
        MujocoObject.Sensor => Nsensor,
        MujocoObject.Key => Nkey,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of element."),
    };

    /// <summary>Returns whether a simulation of one model can go on with the other: equal counts and buffers, whatever the numbers are.</summary>
    public bool HasShapeOf(MujocoModel other) => _shape.AsSpan().SequenceEqual(other._shape);

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        Handle.Dispose();
    }

    /// <summary>Compiles a model with the loaded library.</summary>
    /// <exception cref="MujocoModelException">MuJoCo refuses it.</exception>
    internal static unsafe nint LoadNative(string mjcf, IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? assets)
    {
        // The way to load from memory differs between versions; a private folder works with all of them.
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dexgrasp-model-");
        try
        {
            string path = Path.Combine(folder.FullName, "model.xml");
            File.WriteAllText(path, mjcf, new UTF8Encoding(false));
            foreach ((string name, ReadOnlyMemory<byte> content) in assets ?? new Dictionary<string, ReadOnlyMemory<byte>>())
            {
                if (name != Path.GetFileName(name) || name is "" or "model.xml")
                    throw new MujocoModelException($"Asset name '{name}' is not a plain file name.");
                File.WriteAllBytes(Path.Combine(folder.FullName, name), content.Span);
            }

            byte* error = stackalloc byte[ErrorSize];
            *error = 0;
            nint model;
            lock (LoadGate)
            {
                fixed (byte* file = MujocoSelfCheck.Utf8(path))
                    model = NativeMethods.mj_loadXML(file, 0, error, ErrorSize);
            }

            return model != 0 ? model : throw new MujocoModelException(
                $"MuJoCo refused the model: {(Marshal.PtrToStringUTF8((nint)error) ?? "no reason given").Trim()} Nothing was loaded; correct the description at that line or element.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private int Code(MujocoObject kind) => (int)kind + (kind > MujocoObject.Light ? _layout.ObjectShift : 0);

    private int Count(string field) => _layout.ReadCount(_native, "mjModel." + field);

    private nint At(string field) => Native + _layout.Offset(field);
}
