using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Rendering;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Sim.Devices;

/// <summary>Takes the pictures of one world: draws, adds the sensors' errors, numbers and stamps. One thread at a time.</summary>
internal sealed class CameraSensor : IDisposable
{
    private readonly SimulatedWorld _world;
    private readonly SensorOptions _options;
    private readonly OffscreenRenderer _renderer;
    private readonly Dictionary<string, Camera> _cameras = [];
    private readonly int[] _lights;
    private readonly bool _lightsMove;
    private readonly float[] _depth;
    private readonly ColourNoise _colourNoise;
    private readonly ColourGain _gain;
    private int[] _geoms = [];

    /// <summary>Makes the sensor of all cameras of a world's work cell.</summary>
    /// <exception cref="RenderingUnavailableException">This machine cannot draw.</exception>
    public CameraSensor(SimulatedWorld world, SensorOptions options)
    {
        _world = world;
        _options = options;
        IReadOnlyList<CameraSpec> specs = world.Workcell.Cameras;
        int width = specs.Max(c => c.Width), height = specs.Max(c => c.Height);
        _renderer = new OffscreenRenderer(world.Model, width, height, options.Render);
        _colourNoise = new ColourNoise(options.ColourSigma);
        _gain = new ColourGain(options.Gain);
        _depth = new float[width * height];
        foreach (CameraSpec spec in specs)
            _cameras.Add(spec.Name, new Camera(spec, world.Model.Id(MujocoObject.Camera, spec.Name), spec.Calibration()));
        _lights = [.. Enumerable.Range(0, world.Scene.Lights.Count).Select(i => world.Model.Id(MujocoObject.Light, SceneMjcf.LightName(i)))];
        _lightsMove = world.Scene.Lights.Any(light => light.Motion is not null);
    }

    /// <summary>Takes a picture.</summary>
    /// <param name="name">Camera name.</param>
    /// <param name="data">Poses to draw: the world's own or a copy.</param>
    /// <param name="at">Time of the picture; with the seed it decides the noise.</param>
    /// <param name="counted">Whether it is one of the camera's stream; an extra one for a film changes nothing in the stream.</param>
    public CameraFrame Take(string name, MujocoData data, TimeSpan at, bool counted = true)
    {
        Camera camera = Find(name);
        MoveLights(data, at);
        CameraSpec spec = camera.Spec;
        long number = counted ? ++camera.Number : camera.Number;
        byte[] rgb = new byte[spec.Width * spec.Height * 3];
        ulong seed = PixelRandom.Seed(_options.Seed, name, at.Ticks);
        DepthImage? depth = null;
        if (spec.HasDepth)
        {
            Span<float> exact = _depth.AsSpan(0, spec.Width * spec.Height);
            _renderer.RgbDepth(data, camera.Id, spec.Width, spec.Height, rgb, exact);
            depth = _options.Depth.Apply(exact, spec.Width, spec.Height, seed);
        }
        else
        {
            _renderer.Rgb(data, camera.Id, spec.Width, spec.Height, rgb);
        }

        _gain.Apply(rgb);
        _colourNoise.Apply(rgb, spec.Width * 3, ~seed);
        return new CameraFrame(name, number, at, new ImageRgb(spec.Width, spec.Height, rgb), depth, camera.Calibration);
    }

    /// <summary>Returns the pixels of an object as they would be seen by a camera of this moment. Ground truth, for data collection alone.</summary>
    /// <param name="name">Camera name.</param>
    /// <param name="data">Poses to draw: the world's own or a copy.</param>
    /// <param name="target">Index of the object.</param>
    public Mask TrueMask(string name, MujocoData data, int target)
    {
        Camera camera = Find(name);
        CameraSpec spec = camera.Spec;
        byte[] pixels = new byte[spec.Width * spec.Height];
        if (_geoms.Length < pixels.Length)
            _geoms = new int[_depth.Length];
        _renderer.Segmentation(data, camera.Id, spec.Width, spec.Height, _geoms);
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = _world.ObjectOfGeom(_geoms[i]) == target ? (byte)1 : (byte)0;
        return new Mask(spec.Width, spec.Height, pixels);
    }

    /// <summary>Counts a picture that was due and not taken, so that numbers go on as those of a real camera do.</summary>
    /// <param name="name">Camera name.</param>
    public void Skip(string name) => Find(name).Number++;

    /// <summary>Returns a black picture without depth readings, one of the camera's stream. All of a camera share their pixels.</summary>
    /// <param name="name">Camera name.</param>
    /// <param name="at">Time of the picture.</param>
    public CameraFrame Black(string name, TimeSpan at)
    {
        Camera camera = Find(name);
        return camera.Black with { Number = ++camera.Number, CapturedAt = at };
    }

    /// <inheritdoc/>
    public void Dispose() => _renderer.Dispose();

    private Camera Find(string name) => _cameras.TryGetValue(name, out Camera? camera)
        ? camera
        : throw new ArgumentException($"No camera '{name}' in this work cell; there are: {string.Join(", ", _cameras.Keys)}.", nameof(name));

    private void MoveLights(MujocoData data, TimeSpan at)
    {
        if (!_lightsMove)
            return;
        MujocoModel model = _world.Model;
        for (int i = 0; i < _lights.Length; i++)
        {
            (Core.Geometry.Vector3d position, Objects.Colour diffuse) = _world.Scene.Lights[i].At(at);
            Span<double> to = model.LightPosition.Slice(3 * _lights[i], 3);
            (to[0], to[1], to[2]) = (position.X, position.Y, position.Z);
            Span<float> colour = model.LightDiffuse.Slice(3 * _lights[i], 3);
            (colour[0], colour[1], colour[2]) = ((float)diffuse.Red, (float)diffuse.Green, (float)diffuse.Blue);
        }

        data.Kinematics();
    }

    private sealed class Camera(CameraSpec spec, int id, CameraCalibration calibration)
    {
        public CameraSpec Spec { get; } = spec;

        public int Id { get; } = id;

        public CameraCalibration Calibration { get; } = calibration;

        public long Number { get; set; }

        public CameraFrame Black => field ??= new CameraFrame(
            Spec.Name, 0, TimeSpan.Zero, new ImageRgb(Spec.Width, Spec.Height, new byte[Spec.Width * Spec.Height * 3]),
            Spec.HasDepth ? new DepthImage(Spec.Width, Spec.Height, new float[Spec.Width * Spec.Height]) : null, Calibration);
    }
}
