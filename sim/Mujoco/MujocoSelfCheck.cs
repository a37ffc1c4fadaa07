using System.Text;

namespace DexGrasp.Sim.Mujoco;

/// <summary>Checks once, on a tiny model, that the library's memory is where the layout table says.</summary>
internal static unsafe class MujocoSelfCheck
{
    private const string Xml =
        "<mujoco><option timestep=\"0.004\"/><worldbody><body name=\"b\" pos=\"0 0 1\"><freejoint/><geom name=\"g\" size=\"0.1\"/></body></worldbody></mujoco>";

    /// <summary>Runs the check.</summary>
    /// <exception cref="MujocoUnavailableException">A number is not what it must be.</exception>
    public static void Run(MujocoLayout layout, string name)
    {
        nint model = MujocoModel.LoadNative(Xml, assets: null);
        nint data = NativeMethods.mj_makeData(model);
        try
        {
            Require(layout.ReadCount(model, "mjModel.nq") == 7 && layout.ReadCount(model, "mjModel.nv") == 6, "nq and nv");
            Require(layout.ReadCount(model, "mjModel.nbody") == 2 && layout.ReadCount(model, "mjModel.ngeom") == 1, "nbody and ngeom");
            NativeMethods.mj_resetData(model, data);
            double* qpos = Doubles(data, "mjData.qpos"), qpos0 = Doubles(model, "mjModel.qpos0");
            Require(new ReadOnlySpan<double>(qpos, 7).SequenceEqual(new ReadOnlySpan<double>(qpos0, 7)) && qpos[2] == 1, "qpos after a reset");
            NativeMethods.mj_step(model, data);
            double timestep = *(double*)(model + layout.Offset("mjModel.opt.timestep"));
            Require(timestep == 0.004 && *(double*)(data + layout.Offset("mjData.time")) == timestep, "time after one step");
            Require(Doubles(data, "mjData.xquat")[0] == 1, "the world's orientation");
            Require(Doubles(model, "mjModel.geom_size")[0] == 0.1, "geom_size");
        }
        finally
        {
            NativeMethods.mj_deleteData(data);
            NativeMethods.mj_deleteModel(model);
        }

        double* Doubles(nint structure, string field) => *(double**)(structure + layout.Offset(field));

        void Require(bool holds, string what)
        {
            if (!holds)
            {
                throw new MujocoUnavailableException(
                    $"The MuJoCo library '{name}' says it is {MujocoLayout.NameOf(layout.Version)}, but {what} is not where that version has it. "
                    + $"Install 'libmujoco2.2.2' or set {MujocoLibrary.PathVariable} to an unmodified library.");
            }
        }
    }

    /// <summary>Returns a zero-terminated UTF-8 copy of a text.</summary>
    internal static byte[] Utf8(string text)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }
}
