using System.Runtime.CompilerServices;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Devices;

namespace DexGrasp.Tests.Drivers.Fakes;

/// <summary>A small picture whenever the tick source's time has gone on by 20 ms or more.</summary>
internal sealed class FakeCamera(string name, ITickSource ticks) : ICamera
{
    public string Name => name;

    public long Dropped => 0;

    public static CameraFrame Picture(string name, long number, TimeSpan at, int width = 32, int height = 24)
    {
        var pixels = new byte[width * height * 3];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(i / 3 % width * 5);
        var depth = new float[width * height];
        for (int i = 0; i < depth.Length; i++)
            depth[i] = i % 7 == 0 ? 0 : 0.3f + (i % 1000 / 1000f);
        CameraSpec spec = Workcell.Reference.Camera(name) with { Width = width, Height = height };
        return new CameraFrame(name, number, at, new ImageRgb(width, height, pixels), new DepthImage(width, height, depth), spec.Calibration());
    }

    public async IAsyncEnumerable<CameraFrame> ReadFramesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TimeSpan last = TimeSpan.MinValue;
        for (long number = 1; !cancellationToken.IsCancellationRequested;)
        {
            TimeSpan now = ticks.Now;
            if (last == TimeSpan.MinValue || now - last >= TimeSpan.FromMilliseconds(20))
            {
                last = now;
                yield return Picture(name, number++, now);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, cancellationToken);
        }
    }

    public void Dispose()
    {
    }
}
