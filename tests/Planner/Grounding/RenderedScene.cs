using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Rendering;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Tests.Planner.Grounding;

/// <summary>A settled scene, its head picture with a camera's noise, and the ground truth, which only tests may look at.</summary>
internal sealed class RenderedScene
{
    private const int FewestPixels = 150;
    private readonly short[] _objectOfPixel;
    private readonly bool[] _onTable;

    private RenderedScene(IReadOnlyList<ObjectSpec> specs, Observation observation, short[] objectOfPixel, bool[] onTable)
    {
        Specs = specs;
        Observation = observation;
        _objectOfPixel = objectOfPixel;
        _onTable = onTable;
    }

    public IReadOnlyList<ObjectSpec> Specs { get; }

    public Observation Observation { get; }

    /// <summary>Gets the numbers of the objects that lie in the area and can be seen.</summary>
    public IEnumerable<int> Visible => Enumerable.Range(0, Specs.Count).Where(i => _onTable[i] && Area(i) >= FewestPixels);

    public static RenderedScene Make(SceneSpec scene, IReadOnlyList<ObjectSpec> objects, int seed)
    {
        using SimulatedWorld world = new SceneFactory().Make(scene, objects, seed).CreateWorld();
        return Take(world, seed);
    }

    public static RenderedScene Take(SimulatedWorld world, int seed)
    {
        CameraSpec head = world.Workcell.Camera("head");
        int count = head.Width * head.Height, camera = world.Model.Id(MujocoObject.Camera, "head");
        byte[] rgb = new byte[count * 3];
        float[] exact = new float[count];
        int[] geoms = new int[count];
        using (var renderer = new OffscreenRenderer(world.Model, head.Width, head.Height))
        {
            renderer.RgbDepth(world.Data, camera, head.Width, head.Height, rgb, exact);
            renderer.Segmentation(world.Data, camera, head.Width, head.Height, geoms);
        }

        var random = new Random(seed);
        for (int i = 0; i < rgb.Length; i++)
            rgb[i] = (byte)Math.Clamp(rgb[i] + random.Next(-2, 3), 0, 255);
        DepthImage depth = new DepthNoise().Apply(exact, head.Width, head.Height, (ulong)seed + 1);
        var frame = new CameraFrame("head", 1, TimeSpan.Zero, new ImageRgb(head.Width, head.Height, rgb), depth, head.Calibration());

        Dictionary<int, short> objectOfBody = world.Objects.ToDictionary(o => o.BodyId, o => (short)o.Index);
        short[] objectOfPixel = [.. geoms.Select(g => g >= 0 && objectOfBody.TryGetValue(world.Model.GeomBody[g], out short o) ? o : (short)-1)];
        bool[] onTable = [.. world.Objects.Select(o => IsInArea(world.WorldFromObject(o.Index).Translation, world.Workcell))];
        RobotState state = HomeState(world.Robot);
        return new RenderedScene([.. world.Objects.Select(o => o.Spec)], new Observation(state, frame, frame, state, state), objectOfPixel, onTable);
    }

    public static RobotState HomeState(RobotModel robot)
    {
        var zero = new double[RobotModel.Dof];
        return new RobotState(1, TimeSpan.Zero, robot.HomeRad, zero, zero, robot.HomeRad, GateMode.Running, Guid.Empty, 0);
    }

    public int Area(int index) => _objectOfPixel.Count(o => o == index);

    public BoundingBox Box(int index)
    {
        int width = Observation.Head.Rgb.Width, left = int.MaxValue, top = int.MaxValue, right = 0, bottom = 0;
        for (int i = 0; i < _objectOfPixel.Length; i++)
            if (_objectOfPixel[i] == index)
                (left, top, right, bottom) = (Math.Min(left, i % width), Math.Min(top, i / width), Math.Max(right, (i % width) + 1), Math.Max(bottom, (i / width) + 1));
        return right == 0 ? default : new BoundingBox(left, top, right, bottom);
    }

    /// <summary>Returns the object that covers most of a mask, when it covers most of it and of the object.</summary>
    public int? ObjectOf(Mask mask)
    {
        var counts = new int[Specs.Count];
        int all = 0;
        for (int i = 0; i < _objectOfPixel.Length; i++)
        {
            if (mask.Pixels[i] == 0)
                continue;
            all++;
            if (_objectOfPixel[i] >= 0)
                counts[_objectOfPixel[i]]++;
        }

        int best = Array.IndexOf(counts, counts.DefaultIfEmpty(0).Max());
        return best >= 0 && counts[best] > 0.8 * all && counts[best] > 0.6 * Area(best) ? best : null;
    }

    private static bool IsInArea(Core.Geometry.Vector3d p, Workcell cell) =>
        Math.Abs(p.X - cell.AreaCenter.X) < (cell.AreaSizeX / 2) + 0.02 && Math.Abs(p.Y - cell.AreaCenter.Y) < (cell.AreaSizeY / 2) + 0.02 && p.Z > -0.01;
}
