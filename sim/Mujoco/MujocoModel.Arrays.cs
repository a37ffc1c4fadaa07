namespace DexGrasp.Sim.Mujoco;

/// <content>The model's arrays. Spans are views of native memory: valid until the model is disposed; writing changes the model at once.</content>
public sealed partial class MujocoModel
{
    /// <summary>Gets the initial positions. Shape: [Nq]. Units: m, rad, quaternions wxyz.</summary>
    public Span<double> Qpos0 => Doubles("mjModel.qpos0", Nq);

    /// <summary>Gets each body's parent. Shape: [Nbody].</summary>
    public Span<int> BodyParent => Ints("mjModel.body_parentid", Nbody);

    /// <summary>Gets each body's first joint, -1 without one. Shape: [Nbody].</summary>
    public Span<int> BodyJointAddress => Ints("mjModel.body_jntadr", Nbody);

    /// <summary>Gets each body's first degree of freedom, -1 without one. Shape: [Nbody].</summary>
    public Span<int> BodyDofAddress => Ints("mjModel.body_dofadr", Nbody);

    /// <summary>Gets body positions in their parents. Shape: [Nbody x 3]. Unit: m.</summary>
    public Span<double> BodyPosition => Doubles("mjModel.body_pos", 3 * Nbody);

    /// <summary>Gets body orientations in their parents. Shape: [Nbody x 4], wxyz.</summary>
    public Span<double> BodyQuaternion => Doubles("mjModel.body_quat", 4 * Nbody);

    /// <summary>Gets body masses. Shape: [Nbody]. Unit: kg.</summary>
    public Span<double> BodyMass => Doubles("mjModel.body_mass", Nbody);

    /// <summary>Gets principal moments of inertia. Shape: [Nbody x 3]. Unit: kg m^2.</summary>
    public Span<double> BodyInertia => Doubles("mjModel.body_inertia", 3 * Nbody);

    /// <summary>Gets joint types: 0 free, 1 ball, 2 slide, 3 hinge. Shape: [Njnt].</summary>
    public Span<int> JointType => Ints("mjModel.jnt_type", Njnt);

    /// <summary>Gets where each joint's coordinates start in qpos. Shape: [Njnt].</summary>
    public Span<int> JointQposAddress => Ints("mjModel.jnt_qposadr", Njnt);

    /// <summary>Gets where each joint's coordinates start in qvel. Shape: [Njnt].</summary>
    public Span<int> JointDofAddress => Ints("mjModel.jnt_dofadr", Njnt);

    /// <summary>Gets each joint's body. Shape: [Njnt].</summary>
    public Span<int> JointBody => Ints("mjModel.jnt_bodyid", Njnt);

    /// <summary>Gets joint ranges. Shape: [Njnt x 2], lower then upper. Unit: rad or m.</summary>
    public Span<double> JointRange => Doubles("mjModel.jnt_range", 2 * Njnt);

    /// <summary>Gets damping. Shape: [Nv]. Unit: N m s/rad or N s/m.</summary>
    public Span<double> DofDamping => Doubles("mjModel.dof_damping", Nv);

    /// <summary>Gets rotor inertia. Shape: [Nv]. Unit: kg m^2 or kg.</summary>
    public Span<double> DofArmature => Doubles("mjModel.dof_armature", Nv);

    /// <summary>Gets dry friction. Shape: [Nv]. Unit: N m or N.</summary>
    public Span<double> DofFrictionLoss => Doubles("mjModel.dof_frictionloss", Nv);

    /// <summary>Gets shape types: 0 plane, 2 sphere, 3 capsule, 4 ellipsoid, 5 cylinder, 6 box, 7 mesh. Shape: [Ngeom].</summary>
    public Span<int> GeomType => Ints("mjModel.geom_type", Ngeom);

    /// <summary>Gets each shape's body. Shape: [Ngeom].</summary>
    public Span<int> GeomBody => Ints("mjModel.geom_bodyid", Ngeom);

    /// <summary>Gets contact type bits. Shape: [Ngeom].</summary>
    public Span<int> GeomContactType => Ints("mjModel.geom_contype", Ngeom);

    /// <summary>Gets contact affinity bits. Shape: [Ngeom].</summary>
    public Span<int> GeomContactAffinity => Ints("mjModel.geom_conaffinity", Ngeom);

    /// <summary>Gets contact dimensions: 1, 3, 4 or 6. Shape: [Ngeom].</summary>
    public Span<int> GeomContactDimension => Ints("mjModel.geom_condim", Ngeom);

    /// <summary>Gets sizes, by type half lengths or radius and half length. Shape: [Ngeom x 3]. Unit: m.</summary>
    public Span<double> GeomSize => Doubles("mjModel.geom_size", 3 * Ngeom);

    /// <summary>Gets shape positions in their bodies. Shape: [Ngeom x 3]. Unit: m.</summary>
    public Span<double> GeomPosition => Doubles("mjModel.geom_pos", 3 * Ngeom);

    /// <summary>Gets shape orientations in their bodies. Shape: [Ngeom x 4], wxyz.</summary>
    public Span<double> GeomQuaternion => Doubles("mjModel.geom_quat", 4 * Ngeom);

    /// <summary>Gets friction: sliding, torsional, rolling. Shape: [Ngeom x 3]. Units: 1, m, m.</summary>
    public Span<double> GeomFriction => Doubles("mjModel.geom_friction", 3 * Ngeom);

    /// <summary>Gets contact time constant and damping ratio. Shape: [Ngeom x 2]. Units: s, 1.</summary>
    public Span<double> GeomSolref => Doubles("mjModel.geom_solref", 2 * Ngeom);

    /// <summary>Gets contact impedance. Shape: [Ngeom x 5].</summary>
    public Span<double> GeomSolimp => Doubles("mjModel.geom_solimp", 5 * Ngeom);

    /// <summary>Gets colours. Shape: [Ngeom x 4], RGBA. Range: 0 to 1.</summary>
    public Span<float> GeomRgba => Floats("mjModel.geom_rgba", 4 * Ngeom);

    /// <summary>Gets each site's body. Shape: [Nsite].</summary>
    public Span<int> SiteBody => Ints("mjModel.site_bodyid", Nsite);

    /// <summary>Gets each camera's body. Shape: [Ncam].</summary>
    public Span<int> CameraBody => Ints("mjModel.cam_bodyid", Ncam);

    /// <summary>Gets camera positions in their bodies. Shape: [Ncam x 3]. Unit: m.</summary>
    public Span<double> CameraPosition => Doubles("mjModel.cam_pos", 3 * Ncam);

    /// <summary>Gets camera orientations in their bodies; a camera looks along its -z, +y up. Shape: [Ncam x 4], wxyz.</summary>
    public Span<double> CameraQuaternion => Doubles("mjModel.cam_quat", 4 * Ncam);

    /// <summary>Gets vertical fields of view. Shape: [Ncam]. Unit: degree.</summary>
    public Span<double> CameraFieldOfViewDeg => Doubles("mjModel.cam_fovy", Ncam);

    /// <summary>Gets light positions in their bodies. Shape: [Nlight x 3]. Unit: m.</summary>
    public Span<double> LightPosition => Doubles("mjModel.light_pos", 3 * Nlight);

    /// <summary>Gets light colours. Shape: [Nlight x 3], RGB. Range: 0 to 1.</summary>
    public Span<float> LightDiffuse => Floats("mjModel.light_diffuse", 3 * Nlight);

    /// <summary>Gets material colours. Shape: [Nmat x 4], RGBA. Range: 0 to 1.</summary>
    public Span<float> MaterialRgba => Floats("mjModel.mat_rgba", 4 * Nmat);

    /// <summary>Gets control ranges. Shape: [Nu x 2].</summary>
    public Span<double> ActuatorControlRange => Doubles("mjModel.actuator_ctrlrange", 2 * Nu);

    /// <summary>Gets force ranges. Shape: [Nu x 2]. Unit: N m or N.</summary>
    public Span<double> ActuatorForceRange => Doubles("mjModel.actuator_forcerange", 2 * Nu);

    /// <summary>Gets gain parameters; entry 0 of a position actuator is its stiffness. Shape: [Nu x 10].</summary>
    public Span<double> ActuatorGain => Doubles("mjModel.actuator_gainprm", 10 * Nu);

    /// <summary>Gets bias parameters; entry 1 of a position actuator is minus its stiffness. Shape: [Nu x 10].</summary>
    public Span<double> ActuatorBias => Doubles("mjModel.actuator_biasprm", 10 * Nu);

    /// <summary>Gets what each actuator drives: joint id and, for others, a second id. Shape: [Nu x 2].</summary>
    public Span<int> ActuatorTarget => Ints("mjModel.actuator_trnid", 2 * Nu);

    /// <summary>Gets where each sensor's values start. Shape: [Nsensor].</summary>
    public Span<int> SensorAddress => Ints("mjModel.sensor_adr", Nsensor);

    /// <summary>Gets how many values each sensor has. Shape: [Nsensor].</summary>
    public Span<int> SensorDimension => Ints("mjModel.sensor_dim", Nsensor);

    private unsafe Span<double> Doubles(string field, int count) => new(*(void**)(Native + _layout.Offset(field)), count);

    private unsafe Span<float> Floats(string field, int count) => new(*(void**)(Native + _layout.Offset(field)), count);

    private unsafe Span<int> Ints(string field, int count) => new(*(void**)(Native + _layout.Offset(field)), count);
}
