using System.Diagnostics;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Rendering;
using DexGrasp.Sim.Scenes;
using OpenCvSharp;

namespace DexGrasp.App.Doctor;

/// <summary>Checks of native libraries by using them.</summary>
internal static class NativeChecks
{
    public static CheckResult Mujoco()
    {
        try
        {
            return new("MuJoCo", CheckStatus.Ok, $"{MujocoLibrary.Version} from {MujocoLibrary.LoadedFrom}");
        }
        catch (MujocoUnavailableException e)
        {
            return new("MuJoCo", CheckStatus.Failed, e.Message, $"apt-get install libmujoco2.2.2, or set {MujocoLibrary.PathVariable} to a library of yours");
        }
    }

    public static CheckResult Renderer()
    {
        try
        {
            using var world = new SimulatedWorld([]);
            using var renderer = new OffscreenRenderer(world.Model);
            world.Data.Forward();
            var pixels = new byte[640 * 480 * 3];
            int camera = world.Model.Id(MujocoObject.Camera, "head");
            renderer.Rgb(world.Data, camera, 640, 480, pixels);
            long start = Stopwatch.GetTimestamp();
            renderer.Rgb(world.Data, camera, 640, 480, pixels);
            double ms = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            return pixels.Distinct().Skip(1).Any()
                ? new("offscreen OpenGL", CheckStatus.Ok, $"{renderer.Backend}; a 640x480 picture in {ms:0.0} ms")
                : new("offscreen OpenGL", CheckStatus.Failed, $"{renderer.Backend} draws an empty picture", "apt-get install libegl1 libegl-mesa0 libgl1-mesa-dri libosmesa6");
        }
        catch (Exception e) when (e is RenderingUnavailableException or MujocoUnavailableException)
        {
            return new("offscreen OpenGL", CheckStatus.Failed, e.Message, "apt-get install libegl1 libegl-mesa0 libgl1-mesa-dri libosmesa6");
        }
    }

    public static CheckResult OpenCv()
    {
        try
        {
            using var picture = new Mat(8, 8, MatType.CV_8UC3, Scalar.All(128));
            Cv2.ImEncode(".jpg", picture, out byte[] bytes);
            return new("OpenCV", CheckStatus.Ok, $"{Cv2.GetVersionString()}; JPEG of {bytes.Length} bytes encoded");
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException)
        {
            return new("OpenCV", CheckStatus.Failed, (e.InnerException ?? e).Message.Split('\n')[0], "apt-get install libgtk-3-0");
        }
    }
}
