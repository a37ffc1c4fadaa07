using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Rendering;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>Takes head pictures of a board with a depth camera's errors, so that skills can be judged on what a robot sees.</summary>
/// <remarks>One thread at a time.</remarks>
public sealed class BoardCamera : IDisposable
{
    private const string Name = "head";
    private static readonly CameraSpec Spec = Board.Cell.Camera(Name);
    private static readonly CameraCalibration Calibration = Spec.Calibration();
    private readonly DepthNoise _noise = new();
    private readonly byte[] _rgb = new byte[Spec.Width * Spec.Height * 3];
    private readonly float[] _exact = new float[Spec.Width * Spec.Height];
    private OffscreenRenderer? _renderer;
    private MujocoModel? _model;

    /// <summary>Takes a picture. All pictures share their colours' memory.</summary>
    /// <param name="world">Stays as it is.</param>
    /// <param name="number">Of the picture in its episode.</param>
    /// <param name="at">Its time in the episode.</param>
    /// <param name="seed">Of the episode; with the time it decides the noise.</param>
    /// <exception cref="RenderingUnavailableException">This machine cannot draw.</exception>
    public CameraFrame Take(BoardWorld world, long number, TimeSpan at, ulong seed)
    {
        if (!ReferenceEquals(_model, world.Data.Model))
        {
            _renderer?.Dispose();
            _model = world.Data.Model;
            _renderer = new OffscreenRenderer(_model, Spec.Width, Spec.Height, RenderOptions.Camera);
        }

        _renderer!.RgbDepth(world.Data, _model!.Id(MujocoObject.Camera, Name), Spec.Width, Spec.Height, _rgb, _exact);
        DepthImage depth = _noise.Apply(_exact, Spec.Width, Spec.Height, PixelRandom.Seed(seed, Name, at.Ticks));
        return new CameraFrame(Name, number, at, new ImageRgb(Spec.Width, Spec.Height, _rgb), depth, Calibration);
    }

    /// <inheritdoc/>
    public void Dispose() => _renderer?.Dispose();
}
