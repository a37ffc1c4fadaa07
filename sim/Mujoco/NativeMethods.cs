using System.Runtime.InteropServices;

namespace DexGrasp.Sim.Mujoco;

/// <summary>MuJoCo's functions. Structs are opaque pointers; see <see cref="MujocoLayout"/>.</summary>
/// <remarks>Call <see cref="MujocoLibrary.EnsureLoaded"/> first: it resolves <see cref="Library"/>.</remarks>
internal static unsafe partial class NativeMethods
{
    /// <summary>The name that <see cref="MujocoLibrary"/> maps to the chosen file.</summary>
    public const string Library = "mujoco";

    [LibraryImport(Library)]
    public static partial int mj_version();

    [LibraryImport(Library)]
    public static partial nint mj_loadXML(byte* fileName, nint vfs, byte* error, int errorSize);

    [LibraryImport(Library)]
    public static partial void mj_deleteModel(nint model);

    [LibraryImport(Library)]
    public static partial nint mj_makeData(nint model);

    [LibraryImport(Library)]
    public static partial nint mj_copyData(nint destination, nint model, nint source);

    [LibraryImport(Library)]
    public static partial void mj_deleteData(nint data);

    [LibraryImport(Library)]
    public static partial void mj_resetData(nint model, nint data);

    [LibraryImport(Library)]
    public static partial void mj_resetDataKeyframe(nint model, nint data, int key);

    [LibraryImport(Library)]
    public static partial void mj_step(nint model, nint data);

    [LibraryImport(Library)]
    public static partial void mj_step1(nint model, nint data);

    [LibraryImport(Library)]
    public static partial void mj_step2(nint model, nint data);

    [LibraryImport(Library)]
    public static partial void mj_forward(nint model, nint data);

    [LibraryImport(Library)]
    public static partial void mj_kinematics(nint model, nint data);

    [LibraryImport(Library)]
    public static partial void mj_comPos(nint model, nint data);

    [LibraryImport(Library)]
    public static partial void mj_camlight(nint model, nint data);

    [LibraryImport(Library)]
    public static partial void mj_contactForce(nint model, nint data, int contact, double* six);

    [LibraryImport(Library)]
    public static partial double mj_ray(
        nint model, nint data, double* origin, double* direction, byte* geomGroups, byte includeStatic, int excludedBody, int* geom);

    [LibraryImport(Library, EntryPoint = "mj_ray")]
    public static partial double mj_ray_with_normal(
        nint model, nint data, double* origin, double* direction, byte* geomGroups, byte includeStatic, int excludedBody, int* geom, double* normal);

    [LibraryImport(Library)]
    public static partial void mj_jacSite(nint model, nint data, double* positionJacobian, double* rotationJacobian, int site);

    [LibraryImport(Library)]
    public static partial int mj_name2id(nint model, int type, byte* name);

    [LibraryImport(Library)]
    public static partial byte* mj_id2name(nint model, int type, int id);

    [LibraryImport("libc", EntryPoint = "_exit")]
    public static partial void ExitProcess(int code);
}
