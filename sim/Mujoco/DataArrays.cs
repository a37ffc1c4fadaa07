namespace DexGrasp.Sim.Mujoco;

/// <summary>The addresses of a simulation's arrays, which are constant once it is made.</summary>
internal readonly unsafe struct DataArrays
{
    /// <summary>Reads the addresses.</summary>
    public DataArrays(nint data, MujocoLayout layout)
    {
        double* At(string field) => *(double**)(data + layout.Offset(field));
        Qpos = At("mjData.qpos");
        Qvel = At("mjData.qvel");
        Act = At("mjData.act");
        Ctrl = At("mjData.ctrl");
        QfrcApplied = At("mjData.qfrc_applied");
        XfrcApplied = At("mjData.xfrc_applied");
        QfrcBias = At("mjData.qfrc_bias");
        QaccWarmstart = At("mjData.qacc_warmstart");
        MocapPosition = At("mjData.mocap_pos");
        MocapQuaternion = At("mjData.mocap_quat");
        Xpos = At("mjData.xpos");
        Xquat = At("mjData.xquat");
        Xmat = At("mjData.xmat");
        GeomXpos = At("mjData.geom_xpos");
        GeomXmat = At("mjData.geom_xmat");
        SiteXpos = At("mjData.site_xpos");
        SiteXmat = At("mjData.site_xmat");
        CamXpos = At("mjData.cam_xpos");
        CamXmat = At("mjData.cam_xmat");
        SensorData = At("mjData.sensordata");
        ActuatorForce = At("mjData.actuator_force");
    }

    public readonly double* Qpos;
    public readonly double* Qvel;
    public readonly double* Act;
    public readonly double* Ctrl;
    public readonly double* QfrcApplied;
    public readonly double* XfrcApplied;
    public readonly double* QfrcBias;
    public readonly double* QaccWarmstart;
    public readonly double* MocapPosition;
    public readonly double* MocapQuaternion;
    public readonly double* Xpos;
    public readonly double* Xquat;
    public readonly double* Xmat;
    public readonly double* GeomXpos;
    public readonly double* GeomXmat;
    public readonly double* SiteXpos;
    public readonly double* SiteXmat;
    public readonly double* CamXpos;
    public readonly double* CamXmat;
    public readonly double* SensorData;
    public readonly double* ActuatorForce;
}
