using DexGrasp.Sim.Mujoco;
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
