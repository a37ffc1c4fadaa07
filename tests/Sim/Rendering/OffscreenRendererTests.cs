using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Rendering;
using DexGrasp.Tests.Sim.Mujoco;
using Xunit;

namespace DexGrasp.Tests.Sim.Rendering;

public class OffscreenRendererTests
{
    private const int Width = 160;
    private const int Height = 120;

    [Fact]
    public void Rgb_FromAbove_ShowsTheCubeInTheMiddleAndTheTinBelowLeft()
    {
        using MujocoModel model = SmallScene.Load();
        using var data = new MujocoData(model);
        using var renderer = new OffscreenRenderer(model, Width, Height);
        byte[] rgb = new byte[Width * Height * 3];
        data.Qpos[7] = 0.3;
        data.Kinematics();
        renderer.Rgb(data, model.Id(MujocoObject.Camera, "top"), Width, Height, rgb);
        Assert.True(Red(Width / 2, Height / 2) > 2 * Green(Width / 2, Height / 2));

        // The tin stands at x = -0.3, y = -0.25: left, and in the lower part of a picture whose first row is the top.
        double focal = Height / (2 * Math.Tan(25 * Math.PI / 180));
        int x = (int)((Width / 2) - (0.3 / 0.69 * focal)), y = (int)((Height / 2) + (0.25 / 0.69 * focal));
        Assert.InRange(y, Height / 2, Height - 1);
        Assert.True(Green(x, y) > 2 * Red(x, y));

        int Red(int column, int row) => rgb[((row * Width) + column) * 3];
        int Green(int column, int row) => rgb[(((row * Width) + column) * 3) + 1];
    }

    [Fact]
    public void Rgb_AfterRenderersOfOtherSizesWereDisposedOf_IsThatOfTheFirst()
    {
        using MujocoModel model = SmallScene.Load();
        using var data = new MujocoData(model);
        data.Kinematics();
        byte[] first = Draw(Width, Height, RenderOptions.Camera);
        _ = Draw(2 * Width, Height / 2, RenderOptions.Film);
        Assert.Equal(first, Draw(Width, Height, RenderOptions.Camera));

        byte[] Draw(int width, int height, RenderOptions options)
        {
            byte[] rgb = new byte[width * height * 3];
            using var renderer = new OffscreenRenderer(model, width, height, options);
            renderer.Rgb(data, model.Id(MujocoObject.Camera, "top"), width, height, rgb);
            return rgb;
        }
    }

    [Fact]
    public void Depth_OfTheTable_IsItsDistanceAlongTheAxis()
    {
        using MujocoModel model = SmallScene.Load();
        using var data = new MujocoData(model);
        using var renderer = new OffscreenRenderer(model, Width, Height);
        float[] depth = new float[Width * Height];
        renderer.Depth(data, model.Id(MujocoObject.Camera, "top"), Width, Height, depth);
        Assert.Equal(0.8, depth[(20 * Width) + 110], 3);
        Assert.Equal(0.8, depth[(100 * Width) + 120], 3);
        Assert.InRange(depth[((Height / 2) * Width) + (Width / 2)], 0.5, 0.7);
    }

    [Fact]
    public void Depth_WhereNothingIs_IsZero()
    {
        using MujocoModel model = SmallScene.Load();
        using var data = new MujocoData(model);
        using var renderer = new OffscreenRenderer(model, Width, Height);
        float[] depth = new float[Width * Height];
        int[] ids = new int[Width * Height];
        renderer.Depth(data, 1, Width, Height, depth);
        renderer.Segmentation(data, 1, Width, Height, ids);
        Assert.Contains(-1, ids);
        for (int i = 0; i < ids.Length; i++)
            Assert.Equal(ids[i] == -1, depth[i] == 0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Segmentation_AgreesWithRaysThroughThePixels(int samples)
    {
        using MujocoModel model = SmallScene.Load();
        using var data = new MujocoData(model);
        using var renderer = new OffscreenRenderer(model, Width, Height, new RenderOptions { Samples = samples, Slices = 128, Stacks = 64 });
        data.Step(400);
        data.Kinematics();
        int camera = model.Id(MujocoObject.Camera, "side"), wrong = 0, asked = 0;
        int[] ids = new int[Width * Height];
        renderer.Segmentation(data, camera, Width, Height, ids);
        double focal = Height / (2 * Math.Tan(25 * Math.PI / 180));
        Span<double> at = data.CamXpos.Slice(3 * camera, 3), m = data.CamXmat.Slice(9 * camera, 9);
        for (int y = 0; y < Height; y += 3)
        {
            for (int x = 0; x < Width; x += 3)
            {
                double u = (x - ((Width - 1) / 2.0)) / focal, v = -(y - ((Height - 1) / 2.0)) / focal;
                var direction = new Vector3d((m[0] * u) + (m[1] * v) - m[2], (m[3] * u) + (m[4] * v) - m[5], (m[6] * u) + (m[7] * v) - m[8]);
                data.TryRay(new Vector3d(at[0], at[1], at[2]), direction, out _, out int geom);
                asked++;
                if (geom != ids[(y * Width) + x])
                    wrong++;
            }
        }

        Assert.True(wrong <= asked / 100, $"{wrong} of {asked} pixels differ");
        Assert.Contains(model.Id(MujocoObject.Geom, "tin"), ids);
    }

    [Fact]
    public void RgbDepth_InOnePass_EqualsSeparatePasses()
    {
        using MujocoModel model = SmallScene.Load();
        using var data = new MujocoData(model);
        using var renderer = new OffscreenRenderer(model, Width, Height);
        byte[] rgb = new byte[Width * Height * 3], rgb2 = new byte[rgb.Length];
        float[] depth = new float[Width * Height], depth2 = new float[depth.Length];
        renderer.RgbDepth(data, 1, Width, Height, rgb, depth);
        renderer.Rgb(data, 1, Width, Height, rgb2);
        renderer.Depth(data, 1, Width, Height, depth2);
        Assert.Equal(rgb, rgb2);
        Assert.Equal(depth, depth2);
        Assert.True(rgb.Distinct().Count() > 20);
    }

    [Fact]
    public void RgbDepth_OnSeveralThreads_IsBitEqual()
    {
        using MujocoModel model = SmallScene.Load();
        const int Threads = 3;
        byte[][] pictures = new byte[Threads][];
        float[][] depths = new float[Threads][];
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(i => new Thread(() =>
        {
            using var data = new MujocoData(model);
            using var renderer = new OffscreenRenderer(model, Width, Height);
            pictures[i] = new byte[Width * Height * 3];
            depths[i] = new float[Width * Height];
            for (int k = 0; k < 10; k++)
            {
                data.Step(20);
                renderer.RgbDepth(data, k % 2, Width, Height, pictures[i], depths[i]);
            }
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        Assert.All(pictures, picture => Assert.Equal(pictures[0], picture));
        Assert.All(depths, depth => Assert.Equal(depths[0], depth));
    }

    [Fact]
    public void Rgb_TwoRenderersOnOneThread_BothDraw()
    {
        using MujocoModel model = SmallScene.Load();
        using var data = new MujocoData(model);
        using var first = new OffscreenRenderer(model, Width, Height);
        using var second = new OffscreenRenderer(model, 64, 48, RenderOptions.Fast);
        byte[] small = new byte[64 * 48 * 3], large = new byte[Width * Height * 3], again = new byte[large.Length];
        first.Rgb(data, 0, Width, Height, large);
        second.Rgb(data, 0, 64, 48, small);
        first.Rgb(data, 0, Width, Height, again);
        Assert.Equal(large, again);
        Assert.True(small.Max() > 100);
    }

    [Fact]
    public void Rgb_Shadows_DarkenSomePixels()
    {
        using MujocoModel model = SmallScene.Load();
        using var data = new MujocoData(model);
        using var with = new OffscreenRenderer(model, Width, Height);
        using var without = new OffscreenRenderer(model, Width, Height, RenderOptions.Camera with { Shadows = false });
        byte[] dark = new byte[Width * Height * 3], light = new byte[dark.Length];
        with.Rgb(data, 1, Width, Height, dark);
        without.Rgb(data, 1, Width, Height, light);
        Assert.True(dark.Zip(light).Count(pair => pair.First < pair.Second - 20) > 100);
    }

    [Fact]
    public void Rgb_HotPath_AllocatesNothing()
    {
        using MujocoModel model = SmallScene.Load();
        using var data = new MujocoData(model);
        using var renderer = new OffscreenRenderer(model, 64, 48);
        byte[] rgb = new byte[64 * 48 * 3];
        float[] depth = new float[64 * 48];
        int[] ids = new int[64 * 48];
        Use();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Use();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Use()
        {
            renderer.RgbDepth(data, 0, 64, 48, rgb, depth);
            renderer.Segmentation(data, 0, 64, 48, ids);
        }
    }

    [Fact]
    public void Rgb_BadArguments_AreNamed()
    {
        using MujocoModel model = SmallScene.Load();
        using MujocoModel other = SmallScene.Load();
        using var data = new MujocoData(model);
        using var foreign = new MujocoData(other);
        var renderer = new OffscreenRenderer(model, 64, 48);
        byte[] rgb = new byte[64 * 48 * 3];
        Assert.Throws<ArgumentException>(() => renderer.Rgb(foreign, 0, 64, 48, rgb));
        Assert.Throws<ArgumentOutOfRangeException>(() => renderer.Rgb(data, 2, 64, 48, rgb));
        Assert.Contains("up to 64x48", Assert.Throws<ArgumentOutOfRangeException>(() => renderer.Rgb(data, 0, 65, 48, rgb)).Message);
        Assert.Throws<ArgumentException>(() => renderer.Rgb(data, 0, 64, 48, rgb.AsSpan(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OffscreenRenderer(model, 64, 48, new RenderOptions { Samples = 17 }));
        renderer.Dispose();
        renderer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => renderer.Rgb(data, 0, 64, 48, rgb));
    }

    [Fact]
    public void Unavailable_NoBackend_NamesThePackages()
    {
        string message = GlContext.Unavailable(["libEGL.so.1 is not installed", "libOSMesa.so.8 is not installed"]).Message;
        Assert.Contains("libegl1 libegl-mesa0 libgl1-mesa-dri", message);
        Assert.Contains("libosmesa6", message);
        Assert.Contains("libEGL.so.1 is not installed", message);
    }

    [Fact]
    public void Open_LibraryThatDoesNotExist_IsAFailureOfThisBackendOnly() =>
        Assert.Contains("libnone.so", Assert.Throws<GlBackendException>(() => SharedObject.Open("libnone.so")).Message);
}
