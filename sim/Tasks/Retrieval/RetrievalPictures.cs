using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Rendering;
using DexGrasp.Sim.Robots;

namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>
/// Pictures of the head camera of one scene, drawn, with the errors of a simulated camera: what the robot would get. The target is found
/// in them by its colour, which nothing else has.
/// </summary>
/// <remarks>One thread at a time. Pictures are allocated.</remarks>
public sealed class RetrievalPictures : IDisposable
{
    private const int LeastRed = 40;
    private const double RedShare = 2.5, AsideRad = 1.3;
    // Shadows cost three times the rest of a picture; colour and depth do without.
    private readonly SensorOptions _options = new() { Render = RenderOptions.Camera with { Shadows = false } };
    private readonly CameraSpec _head = RetrievalBox.Cell.Camera("head");
    private readonly MujocoModel _model;
    private readonly OffscreenRenderer _renderer;
    private readonly ColourNoise _noise;
    private readonly byte[] _rgb;
    private readonly float[] _depth;
    private readonly int _camera;

    /// <summary>Prepares for a scene.</summary>
    /// <param name="model">Of the scene; outlives this.</param>
    /// <exception cref="RenderingUnavailableException">This machine cannot draw.</exception>
    public RetrievalPictures(MujocoModel model)
    {
        _model = model;
        _renderer = new OffscreenRenderer(model, _head.Width, _head.Height, _options.Render);
        _noise = new ColourNoise(_options.ColourSigma);
        _camera = model.Id(MujocoObject.Camera, _head.Name);
        _rgb = new byte[_head.Width * _head.Height * 3];
        _depth = new float[_head.Width * _head.Height];
    }

    /// <summary>Takes a picture.</summary>
    /// <param name="data">Of the scene.</param>
    /// <param name="seed">Decides the camera's errors.</param>
    public (HeightMap Map, Mask Mask) Take(MujocoData data, ulong seed)
    {
        _renderer.RgbDepth(data, _camera, _head.Width, _head.Height, _rgb, _depth);
        _noise.Apply(_rgb, _head.Width * 3, ~seed);
        DepthImage depth = _options.Depth.Apply(_depth, _head.Width, _head.Height, seed);
        return (HeightMap.FromDepth(depth, _head.Calibration().Intrinsics, _head.MountFromCamera), Red());
    }

    /// <summary>Returns what the camera tells of the target before anything lies on it and with the arm aside.</summary>
    /// <param name="simulation">At the start of an episode in the scene; is left as it is.</param>
    /// <param name="seed">Decides the camera's errors.</param>
    public RetrievalTarget MeasureAlone(RetrievalSimulation simulation, ulong seed)
    {
        using var alone = new MujocoData(_model);
        double[] posture = RetrievalSimulation.PrepareRad.ToArray();
        posture[0] += AsideRad;
        new RobotJoints(_model, Rm75.Model).Set(alone, posture);
        for (int i = 1; i < simulation.Objects; i++)
            alone.Qpos[_model.JointQposAddress[_model.Id(MujocoObject.Joint, $"{RobotNames.ObjectPrefix}{i}")] + 1] += 5 + i;
        alone.Kinematics();
        (HeightMap map, Mask mask) = Take(alone, seed);
        var sight = new RetrievalSight();
        sight.Begin(new RetrievalTarget(ClutterBox.Centre, 0, Vector3d.Zero));
        sight.Look(map, mask, posture);
        return sight.Measured(simulation.HalfM[0]);
    }

    /// <inheritdoc/>
    public void Dispose() => _renderer.Dispose();

    private Mask Red()
    {
        byte[] pixels = new byte[_depth.Length];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = _rgb[3 * i] > LeastRed && _rgb[3 * i] > RedShare * Math.Max(_rgb[(3 * i) + 1], _rgb[(3 * i) + 2]) ? (byte)1 : (byte)0;
        return new Mask(_head.Width, _head.Height, pixels);
    }
}
