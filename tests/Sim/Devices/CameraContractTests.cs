using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Devices;
using Xunit;

namespace DexGrasp.Tests.Sim.Devices;

/// <summary>What every camera driver promises, simulated or real.</summary>
public abstract class CameraContractTests
{
    [Fact]
    public async Task ReadFrames_SeveralPictures_HaveSizeNumberTimeAndCalibration()
    {
        using DeviceUnderTest device = Open(out ICamera camera, out CameraSpec spec);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var frames = new List<CameraFrame>();
        using Background time = Background.Run(device.PassOneTick);
        await foreach (CameraFrame frame in camera.ReadFramesAsync(stop.Token))
        {
            frames.Add(frame);
            if (frames.Count == 3)
                break;
        }

        Assert.Equal(spec.Name, camera.Name);
        for (int i = 0; i < frames.Count; i++)
        {
            CameraFrame frame = frames[i];
            Assert.Equal(spec.Name, frame.Camera);
            Assert.Equal((spec.Width, spec.Height), (frame.Rgb.Width, frame.Rgb.Height));
            Assert.Equal(spec.HasDepth, frame.Depth is not null);
            Assert.Equal(spec.Calibration(), frame.Calibration);
            Assert.True(frame.Rgb.Pixels.Distinct().Count() > 10, "the picture is empty");
            if (i > 0)
            {
                Assert.True(frame.Number > frames[i - 1].Number);
                Assert.True(frame.CapturedAt > frames[i - 1].CapturedAt);
            }
        }
    }

    [Fact]
    public async Task ReadFrames_Cancelled_EndsWithoutAnError()
    {
        using DeviceUnderTest device = Open(out ICamera camera, out _);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using Background time = Background.Run(device.PassOneTick);
        int count = 0;
        await foreach (CameraFrame frame in camera.ReadFramesAsync(stop.Token))
        {
            count++;
            stop.Cancel();
        }

        Assert.Equal(1, count);
    }

    /// <summary>Opens a camera.</summary>
    protected abstract DeviceUnderTest Open(out ICamera camera, out CameraSpec spec);
}
