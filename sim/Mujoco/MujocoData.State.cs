using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Mujoco;

/// <content>Saving and restoring the state, and questions to the geometry.</content>
public sealed unsafe partial class MujocoData
{
    /// <summary>Gets how many numbers a saved state has.</summary>
    public int StateSize
    {
        get
        {
            MujocoModel m = Model;
            return 1 + m.Nq + (3 * m.Nv) + m.Na + m.Nu + (6 * m.Nbody) + (7 * m.Nmocap);
        }
    }

    /// <summary>Saves all that the future depends on: time, positions, velocities, activations, controls, applied forces, the solver's warm start and bodies moved from outside.</summary>
    /// <param name="state">Shape: at least [StateSize].</param>
    public void SaveState(Span<double> state)
    {
        RequireLength(state.Length, StateSize, nameof(state));
        state[0] = TimeS;
        state = state[1..];
        Save(Qpos, ref state);
        Save(Qvel, ref state);
        Save(Act, ref state);
        Save(Ctrl, ref state);
        Save(QfrcApplied, ref state);
        Save(XfrcApplied, ref state);
        Save(QaccWarmstart, ref state);
        Save(MocapPosition, ref state);
        Save(MocapQuaternion, ref state);
    }

    /// <summary>Restores a saved state; the run then goes on with the same bits. Poses follow at once; contacts, sensors and forces with the next step.</summary>
    /// <param name="state">Shape: at least [StateSize], from <see cref="SaveState"/> with the same model.</param>
    public void RestoreState(ReadOnlySpan<double> state)
    {
        RequireLength(state.Length, StateSize, nameof(state));
        TimeS = state[0];
        state = state[1..];
        Restore(Qpos, ref state);
        Restore(Qvel, ref state);
        Restore(Act, ref state);
        Restore(Ctrl, ref state);
        Restore(QfrcApplied, ref state);
        Restore(XfrcApplied, ref state);
        Restore(QaccWarmstart, ref state);
        Restore(MocapPosition, ref state);
        Restore(MocapQuaternion, ref state);
        Kinematics();
    }

    /// <summary>Finds the first shape along a ray; the poses are those of the last step.</summary>
    /// <param name="origin">World frame. Unit: m.</param>
    /// <param name="direction">World frame; need not be a unit vector.</param>
    /// <param name="distance">How far along, in lengths of <paramref name="direction"/>.</param>
    /// <param name="geomId">The shape that was hit; -1 when none.</param>
    /// <param name="excludedBodyId">A body whose shapes do not count; -1 for none.</param>
    /// <param name="groups">Which shapes count: bit g for those of group g. Range: 0 to <see cref="AllGroups"/>, the default.</param>
    /// <returns>Whether something was hit.</returns>
    public bool TryRay(Vector3d origin, Vector3d direction, out double distance, out int geomId, int excludedBodyId = -1, int groups = AllGroups)
    {
        if (direction.X == 0 && direction.Y == 0 && direction.Z == 0)
            throw new ArgumentException("A ray needs a direction that is not zero.", nameof(direction));
        double* from = stackalloc double[3] { origin.X, origin.Y, origin.Z };
        double* along = stackalloc double[3] { direction.X, direction.Y, direction.Z };
        byte* counted = stackalloc byte[GroupCount];
        for (int g = 0; g < GroupCount; g++)
            counted[g] = (byte)((groups >> g) & 1);
        int geom = -1;
        distance = _layout.Version >= FirstWithRayNormals
            ? NativeMethods.mj_ray_with_normal(_modelNative, Native, from, along, counted, 1, excludedBodyId, &geom, null)
            : NativeMethods.mj_ray(_modelNative, Native, from, along, counted, 1, excludedBodyId, &geom);
        geomId = geom;
        return geom >= 0;
    }

    /// <summary>Writes the Jacobian of a site, world frame.</summary>
    /// <param name="siteId">Range: 0 to Nsite - 1.</param>
    /// <param name="position">Shape: [3 x Nv], row-major. Unit: m/rad or 1.</param>
    /// <param name="rotation">Shape: [3 x Nv], row-major. Unit: rad/rad or rad/m.</param>
    public void SiteJacobian(int siteId, Span<double> position, Span<double> rotation)
    {
        if ((uint)siteId >= (uint)Model.Nsite)
            throw new ArgumentOutOfRangeException(nameof(siteId), siteId, $"The model has {Model.Nsite} sites.");
        RequireLength(position.Length, 3 * Model.Nv, nameof(position));
        RequireLength(rotation.Length, 3 * Model.Nv, nameof(rotation));
        fixed (double* p = position, r = rotation)
            NativeMethods.mj_jacSite(_modelNative, Native, p, r, siteId);
    }

    /// <summary>Groups mask of a ray that every shape counts for.</summary>
    public const int AllGroups = (1 << GroupCount) - 1;

    private const int GroupCount = 6;
    private const int FirstWithRayNormals = 3_005_000;

    private static void Save(ReadOnlySpan<double> source, ref Span<double> state)
    {
        source.CopyTo(state);
        state = state[source.Length..];
    }

    private static void Restore(Span<double> destination, ref ReadOnlySpan<double> state)
    {
        state[..destination.Length].CopyTo(destination);
        state = state[destination.Length..];
    }
}
