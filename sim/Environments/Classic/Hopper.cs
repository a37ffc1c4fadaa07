using DexGrasp.Core.Environments;
using DexGrasp.Sim.Mujoco;

namespace DexGrasp.Sim.Environments.Classic;

/// <summary>
/// A torso on one leg in the plane that is to hop forward without falling. Proportions, reward and limits are those of
/// Gymnasium's Hopper-v4, so that what an algorithm reaches here can be compared.
/// </summary>
/// <remarks>
/// Observation: height (m), angles of torso, thigh, leg and foot (rad), then the velocities of x, z and the angles, limited to
/// +-10. Action: torques at thigh, leg and foot, 1 = 200 N m. Cost: sum of the squared actions.
/// </remarks>
public sealed class Hopper : ClassicEnvironment
{
    /// <summary>Name of the task.</summary>
    public const string TaskName = "hopper";

    private const int Frames = 4, Steps = 1000;
    private const double ControlPeriodS = 0.008, StartNoise = 5e-3;
    private const double LeastHeightM = 0.7, LargestAngleRad = 0.2, LargestState = 100, LargestVelocity = 10, EffortWeight = 1e-3;

    private const string Xml = """
        <mujoco model="hopper">
          <compiler angle="degree"/>
          <option timestep="0.002" integrator="RK4"/>
          <default>
            <joint armature="1" damping="1" limited="true"/>
            <geom condim="1" margin="0.001" solimp="0.8 0.8 0.01" solref="0.02 1"/>
            <motor gear="200" ctrllimited="true" ctrlrange="-1 1"/>
          </default>
          <worldbody>
            <geom name="floor" type="plane" size="20 20 0.1" condim="3"/>
            <body name="torso" pos="0 0 1.25">
              <joint name="x" type="slide" axis="1 0 0" armature="0" damping="0" limited="false"/>
              <joint name="z" type="slide" axis="0 0 1" ref="1.25" armature="0" damping="0" limited="false"/>
              <joint name="pitch" type="hinge" axis="0 1 0" armature="0" damping="0" limited="false"/>
              <geom name="torso" type="capsule" fromto="0 0 0.2 0 0 -0.2" size="0.05" friction="0.9 0.005 0.0001"/>
              <body name="thigh" pos="0 0 -0.2">
                <joint name="thigh" type="hinge" axis="0 -1 0" range="-150 0"/>
                <geom name="thigh" type="capsule" fromto="0 0 0 0 0 -0.45" size="0.05" friction="0.9 0.005 0.0001"/>
                <body name="leg" pos="0 0 -0.45">
                  <joint name="leg" type="hinge" axis="0 -1 0" range="-150 0"/>
                  <geom name="leg" type="capsule" fromto="0 0 0 0 0 -0.5" size="0.04" friction="0.9 0.005 0.0001"/>
                  <body name="foot" pos="0 0 -0.5">
                    <joint name="foot" type="hinge" axis="0 -1 0" range="-45 45"/>
                    <geom name="foot" type="capsule" fromto="-0.13 0 0 0.26 0 0" size="0.06" friction="2 0.005 0.0001"/>
                  </body>
                </body>
              </body>
            </body>
          </worldbody>
          <actuator><motor name="thigh" joint="thigh"/><motor name="leg" joint="leg"/><motor name="foot" joint="foot"/></actuator>
        </mujoco>
        """;

    private static readonly Lazy<MujocoModel> Shared = new(() => MujocoModel.FromXml(Xml));

    private static readonly EnvironmentSpec Task = new(
        TaskName, 11, 0, 3, ["effort"], ["success", "distance_m"], TimeSpan.FromSeconds(ControlPeriodS), Steps);

    private double _startM, _beforeM;

    /// <summary>Makes one.</summary>
    public Hopper()
        : base(Shared.Value, Task, Frames, StartNoise)
    {
    }

    private double Effort
    {
        get
        {
            double sum = 0;
            foreach (double a in Action)
                sum += a * a;
            return sum;
        }
    }

    /// <inheritdoc/>
    public override void Observe(Span<float> observation, Span<float> privileged)
    {
        Span<double> positions = Data.Qpos[1..], velocities = Data.Qvel;
        for (int i = 0; i < positions.Length; i++)
            observation[i] = (float)positions[i];
        for (int i = 0; i < velocities.Length; i++)
            observation[positions.Length + i] = (float)Math.Clamp(velocities[i], -LargestVelocity, LargestVelocity);
    }

    /// <inheritdoc/>
    public override void ReadCosts(Span<float> costs) => costs[0] = (float)Effort;

    /// <inheritdoc/>
    public override void ReadMetrics(Span<float> metrics)
    {
        base.ReadMetrics(metrics);
        metrics[1] = (float)(Data.Qpos[0] - _startM);
    }

    private protected override void Begin() => _startM = _beforeM = Data.Qpos[0];

    private protected override void Control(Span<double> controls) => Action.CopyTo(controls);

    private protected override (float Reward, bool Fell) Judge()
    {
        double velocity = (Data.Qpos[0] - _beforeM) / ControlPeriodS;
        _beforeM = Data.Qpos[0];
        return ((float)(velocity + 1 - (EffortWeight * Effort)), !IsHealthy());
    }

    private bool IsHealthy()
    {
        bool isBounded = true;
        foreach (double position in Data.Qpos[2..])
            isBounded &= Math.Abs(position) < LargestState;
        foreach (double velocity in Data.Qvel)
            isBounded &= Math.Abs(velocity) < LargestState;
        return isBounded && Data.Qpos[1] > LeastHeightM && Math.Abs(Data.Qpos[2]) < LargestAngleRad;
    }
}
