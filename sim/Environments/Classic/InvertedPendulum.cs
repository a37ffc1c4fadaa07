using DexGrasp.Core.Environments;
using DexGrasp.Sim.Mujoco;

namespace DexGrasp.Sim.Environments.Classic;

/// <summary>
/// A pole on a cart that has to stay within 0.2 rad of upright; one point of reward a step, 1000 at most. The numbers are those of
/// Gymnasium's InvertedPendulum-v4, so that what an algorithm reaches here can be compared.
/// </summary>
/// <remarks>Observation: position (m), angle (rad), and their velocities. Action: force on the cart, 1 = 300 N.</remarks>
public sealed class InvertedPendulum : ClassicEnvironment
{
    /// <summary>Name of the task.</summary>
    public const string TaskName = "inverted-pendulum";

    private const int Frames = 2, Steps = 1000;
    private const double LargestAngleRad = 0.2, StartNoise = 0.01, ControlScale = 3;

    // The cart is 0.2 m long between its caps, the pole 0.6 m; inertia follows from shape and the density of water.
    private const string Xml = """
        <mujoco model="inverted-pendulum">
          <compiler angle="radian"/>
          <option timestep="0.02" integrator="RK4"/>
          <default><joint damping="1"/><geom contype="0" conaffinity="0"/></default>
          <worldbody>
            <geom name="rail" type="capsule" fromto="-1 0 0 1 0 0" size="0.02"/>
            <body name="cart">
              <joint name="slider" type="slide" axis="1 0 0" limited="true" range="-1 1"/>
              <geom name="cart" type="capsule" fromto="-0.1 0 0 0.1 0 0" size="0.1"/>
              <body name="pole">
                <joint name="hinge" type="hinge" axis="0 1 0" limited="true" range="-1.5708 1.5708"/>
                <geom name="pole" type="capsule" fromto="0 0 0 0.001 0 0.6" size="0.049"/>
              </body>
            </body>
          </worldbody>
          <actuator><motor name="push" joint="slider" gear="100" ctrllimited="true" ctrlrange="-3 3"/></actuator>
        </mujoco>
        """;

    private static readonly Lazy<MujocoModel> Shared = new(() => MujocoModel.FromXml(Xml));
    private static readonly EnvironmentSpec Task = new(TaskName, 4, 0, 1, [], ["success"], TimeSpan.FromSeconds(0.04), Steps);

    /// <summary>Makes one.</summary>
    public InvertedPendulum()
        : base(Shared.Value, Task, Frames, StartNoise)
    {
    }

    /// <inheritdoc/>
    public override void Observe(Span<float> observation, Span<float> privileged)
    {
        (observation[0], observation[1]) = ((float)Data.Qpos[0], (float)Data.Qpos[1]);
        (observation[2], observation[3]) = ((float)Data.Qvel[0], (float)Data.Qvel[1]);
    }

    private protected override void Control(Span<double> controls) => controls[0] = ControlScale * Action[0];

    private protected override (float Reward, bool Fell) Judge() => (1, Math.Abs(Data.Qpos[1]) > LargestAngleRad);
}
