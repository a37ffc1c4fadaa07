using System.Diagnostics;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Rendering;

namespace DexGrasp.Bench.Physics;

/// <summary>Measures the time of one camera picture, for the cameras and qualities that the product uses.</summary>
public static class RenderBenchmark
{
    private const int MostPictures = 2000;

    /// <summary>Draws colour and depth for head and wrist, with and without shadows.</summary>
    /// <param name="duration">About how long to measure.</param>
    /// <param name="cancellationToken">Ends the run early; each row then has at least one picture.</param>
    public static IReadOnlyList<BenchmarkRow> Run(TimeSpan duration, CancellationToken cancellationToken)
    {
        using BenchScene scene = BenchScene.Make();
        var rows = new List<BenchmarkRow>();
        (string Name, string Camera, RenderOptions Options)[] kinds =
        [
            ("render.head", "head", RenderOptions.Camera), ("render.head.fast", "head", RenderOptions.Fast),
            ("render.wrist", "wrist", RenderOptions.Camera), ("render.wrist.fast", "wrist", RenderOptions.Fast),
        ];
        foreach ((string name, string camera, RenderOptions options) in kinds)
            rows.Add(Measure(scene, name, Workcell.Reference.Camera(camera), options, duration / kinds.Length, cancellationToken));
        return rows;
    }

    private static BenchmarkRow Measure(BenchScene scene, string name, CameraSpec camera, RenderOptions options, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var renderer = new OffscreenRenderer(scene.Model, camera.Width, camera.Height, options);
        byte[] rgb = new byte[camera.Width * camera.Height * 3];
        float[] depth = new float[camera.Width * camera.Height];
        int id = scene.Model.Id(MujocoObject.Camera, camera.Name);
        var milliseconds = new List<double>();
        renderer.RgbDepth(scene.Data, id, camera.Width, camera.Height, rgb, depth);
        long started = Stopwatch.GetTimestamp();
        do
        {
            long begin = Stopwatch.GetTimestamp();
            renderer.RgbDepth(scene.Data, id, camera.Width, camera.Height, rgb, depth);
            milliseconds.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }
        while (milliseconds.Count < MostPictures && Stopwatch.GetElapsedTime(started) < duration && !cancellationToken.IsCancellationRequested);
        return BenchmarkRow.FromValues($"{name}.{camera.Width}x{camera.Height}", "ms", System.Runtime.InteropServices.CollectionsMarshal.AsSpan(milliseconds));
    }
}
