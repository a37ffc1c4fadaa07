using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Bench.Physics;

/// <summary>The scene that physics and pictures are measured on: the robot and eight objects that have come to rest.</summary>
internal sealed class BenchScene : IDisposable
{
    private const int Objects = 8;
    private const int SettleSteps = 1000;

    private BenchScene(SceneModel description, MujocoModel model, MujocoData data, double[] startQpos, double[] baseControls)
    {
        Description = description;
        Model = model;
        Data = data;
        StartQpos = startQpos;
        BaseControls = baseControls;
    }

    /// <summary>Gets the model's text and files.</summary>
    public SceneModel Description { get; }

    /// <summary>Gets the model.</summary>
    public MujocoModel Model { get; }

    /// <summary>Gets a simulation of it.</summary>
    public MujocoData Data { get; }

    /// <summary>Gets the settled positions. Shape: [Nq].</summary>
    public double[] StartQpos { get; }

    /// <summary>Gets the controls that hold the home pose. Shape: [Nu].</summary>
    public double[] BaseControls { get; }

    /// <summary>Makes the scene.</summary>
    public static BenchScene Make()
    {
        Workcell cell = Workcell.Reference;
        PlacedObject[] objects = [.. ObjectCatalog.Training.Take(Objects).Select((spec, i) => new PlacedObject(spec, RigidTransform.FromTranslation(
            cell.AreaCenter.X + (0.13 * ((i % 3) - 1)), cell.AreaCenter.Y + (0.14 * ((i / 3) - 1)), 0.12)))];
        SceneModel description = SceneMjcf.Write(Rm75.Model, cell, SceneSpec.Default, objects);
        var model = MujocoModel.FromXml(description.Mjcf, description.Assets);
        var data = new MujocoData(model);
        double[] controls = Rm75.Model.HomeRad.ToArray();
        for (int i = 0; i < RobotModel.Dof; i++)
            data.Qpos[model.JointQposAddress[model.Id(MujocoObject.Joint, Rm75.Model.JointNames[i])]] = controls[i];
        controls.CopyTo(data.Ctrl);
        data.Step(SettleSteps);
        data.Kinematics();
        return new BenchScene(description, model, data, data.Qpos.ToArray(), controls);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Data.Dispose();
        Model.Dispose();
    }
}
