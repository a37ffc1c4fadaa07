namespace DexGrasp.Sim.Mujoco;

/// <content>The simulation's arrays. Matrices are 3 x 3 row-major; poses are in the world frame and follow from the last step or <see cref="Kinematics"/>.</content>
public sealed unsafe partial class MujocoData
{
    private readonly DataArrays _arrays;

    /// <summary>Gets positions. Shape: [Nq]. Units: m, rad, quaternions wxyz.</summary>
    public Span<double> Qpos => View(_arrays.Qpos, Model.Nq);

    /// <summary>Gets velocities. Shape: [Nv]. Units: m/s, rad/s.</summary>
    public Span<double> Qvel => View(_arrays.Qvel, Model.Nv);

    /// <summary>Gets actuator activations. Shape: [Na].</summary>
    public Span<double> Act => View(_arrays.Act, Model.Na);

    /// <summary>Gets controls; for position actuators the wanted positions. Shape: [Nu].</summary>
    public Span<double> Ctrl => View(_arrays.Ctrl, Model.Nu);

    /// <summary>Gets forces applied from outside, kept until changed. Shape: [Nv]. Units: N, N m.</summary>
    public Span<double> QfrcApplied => View(_arrays.QfrcApplied, Model.Nv);

    /// <summary>Gets force then torque applied to bodies from outside, world frame. Shape: [Nbody x 6]. Units: N, N m.</summary>
    public Span<double> XfrcApplied => View(_arrays.XfrcApplied, 6 * Model.Nbody);

    /// <summary>Gets gravity, Coriolis and centrifugal forces. Shape: [Nv]. Units: N, N m.</summary>
    public Span<double> QfrcBias => View(_arrays.QfrcBias, Model.Nv);

    /// <summary>Gets the solver's start, part of the state. Shape: [Nv].</summary>
    public Span<double> QaccWarmstart => View(_arrays.QaccWarmstart, Model.Nv);

    /// <summary>Gets positions of bodies moved from outside. Shape: [Nmocap x 3]. Unit: m.</summary>
    public Span<double> MocapPosition => View(_arrays.MocapPosition, 3 * Model.Nmocap);

    /// <summary>Gets orientations of bodies moved from outside. Shape: [Nmocap x 4], wxyz.</summary>
    public Span<double> MocapQuaternion => View(_arrays.MocapQuaternion, 4 * Model.Nmocap);

    /// <summary>Gets body positions. Shape: [Nbody x 3]. Unit: m.</summary>
    public Span<double> Xpos => View(_arrays.Xpos, 3 * Model.Nbody);

    /// <summary>Gets body orientations. Shape: [Nbody x 4], wxyz.</summary>
    public Span<double> Xquat => View(_arrays.Xquat, 4 * Model.Nbody);

    /// <summary>Gets body orientations. Shape: [Nbody x 9].</summary>
    public Span<double> Xmat => View(_arrays.Xmat, 9 * Model.Nbody);

    /// <summary>Gets shape positions. Shape: [Ngeom x 3]. Unit: m.</summary>
    public Span<double> GeomXpos => View(_arrays.GeomXpos, 3 * Model.Ngeom);

    /// <summary>Gets shape orientations. Shape: [Ngeom x 9].</summary>
    public Span<double> GeomXmat => View(_arrays.GeomXmat, 9 * Model.Ngeom);

    /// <summary>Gets site positions. Shape: [Nsite x 3]. Unit: m.</summary>
    public Span<double> SiteXpos => View(_arrays.SiteXpos, 3 * Model.Nsite);

    /// <summary>Gets site orientations. Shape: [Nsite x 9].</summary>
    public Span<double> SiteXmat => View(_arrays.SiteXmat, 9 * Model.Nsite);

    /// <summary>Gets camera positions. Shape: [Ncam x 3]. Unit: m.</summary>
    public Span<double> CamXpos => View(_arrays.CamXpos, 3 * Model.Ncam);

    /// <summary>Gets camera orientations; a camera looks along its -z, +y up. Shape: [Ncam x 9].</summary>
    public Span<double> CamXmat => View(_arrays.CamXmat, 9 * Model.Ncam);

    /// <summary>Gets sensor values of the last step. Shape: [Nsensordata].</summary>
    public Span<double> SensorData => View(_arrays.SensorData, Model.Nsensordata);

    /// <summary>Gets actuator forces of the last step. Shape: [Nu]. Units: N m, N.</summary>
    public Span<double> ActuatorForce => View(_arrays.ActuatorForce, Model.Nu);

    private Span<double> View(double* pointer, int count) => new(Checked(pointer), count);
}
