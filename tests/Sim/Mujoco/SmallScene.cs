using DexGrasp.Sim.Mujoco;

namespace DexGrasp.Tests.Sim.Mujoco;

/// <summary>A table, three loose things, a driven lever and two cameras: enough contact to be chaotic, small enough to be fast.</summary>
internal static class SmallScene
{
    public const string Xml = """
        <mujoco model="small">
          <compiler angle="radian" autolimits="true"/>
          <option timestep="0.002" cone="elliptic" impratio="10" noslip_iterations="3"/>
          <size nconmax="60" njmax="300"/>
          <visual><global offwidth="640" offheight="480"/><map znear="0.02" zfar="5"/><quality offsamples="0" shadowsize="512"/></visual>
          <statistic extent="1" center="0 0 0.2"/>
          <worldbody>
            <light name="lamp" pos="0.3 0.4 1.5" dir="-0.2 -0.2 -1" diffuse="0.7 0.7 0.7"/>
            <geom name="table" type="box" size="0.5 0.5 0.02" pos="0 0 -0.02" rgba="0.8 0.7 0.6 1"/>
            <body name="cube" pos="0 0 0.08"><freejoint name="cube"/><geom name="cube" type="box" size="0.03 0.03 0.03" mass="0.1" rgba="0.9 0.1 0.1 1"/></body>
            <body name="ball" pos="0.015 0.01 0.16"><freejoint name="ball"/><geom name="ball" type="sphere" size="0.025" mass="0.05" condim="4" rgba="0.1 0.2 0.9 1"/></body>
            <body name="tin" pos="-0.3 -0.25 0.06"><freejoint name="tin"/><geom name="tin" type="box" size="0.03 0.03 0.05" mass="0.12" rgba="0.1 0.8 0.2 1"/></body>
            <body name="lever" pos="0.2 0 0.04">
              <joint name="lever" type="hinge" axis="0 0 1" range="-3 3" damping="0.2" armature="0.01"/>
              <geom name="lever" type="capsule" fromto="0 0 0 -0.2 0 0" size="0.012" mass="0.2"/>
              <site name="tip" pos="-0.2 0 0"/>
            </body>
            <camera name="top" pos="0 0 0.8" xyaxes="1 0 0 0 1 0" fovy="50"/>
            <camera name="side" pos="0.6 -0.5 0.5" xyaxes="0.64 0.77 0 -0.4 0.33 0.85" fovy="50"/>
          </worldbody>
          <actuator><position name="lever" joint="lever" kp="20" ctrlrange="-3 3" forcerange="-5 5"/></actuator>
          <sensor><jointpos name="lever_angle" joint="lever"/><framepos name="tip_at" objtype="site" objname="tip"/></sensor>
        </mujoco>
        """;

    public static MujocoModel Load() => MujocoModel.FromXml(Xml);

    /// <summary>Steps with a lever that sweeps through the things.</summary>
    public static void Sweep(MujocoData data, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            data.Ctrl[0] = 1.2 * Math.Sin(3 * data.TimeS);
            data.Step();
        }
    }
}
