using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using DexGrasp.App.Evaluation.Grasp;
using DexGrasp.App.Policies;
using DexGrasp.App.Running;
using DexGrasp.App.Simulation;
using DexGrasp.Bench;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Link;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.WebConsole;

/// <summary>The console with a simulated robot at real pace: how soon and how often it shows pictures, and how soon STOP stops.</summary>
internal static class ConsoleBenchmark
{
    private const int PictureRateHz = 20;
    private const double StandingRadPerS = 0.02;
    private static readonly TimeSpan Sample = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Gets the benchmark.</summary>
    public static Benchmark Entry { get; } = new("console", "the web console: first view, pictures a second, from STOP to standing still", (duration, stop) => RunAsync(duration, stop).GetAwaiter().GetResult());

    private static async Task<IReadOnlyList<BenchmarkRow>> RunAsync(TimeSpan duration, CancellationToken stop)
    {
        SceneInput input = SceneInput.Load("train", "default");
        SettledScene scene = new SceneFactory().Make(input.Scene.WithCount(5), input.Objects, 0);
        await using SimulatedRun simulation = await SimulatedRun.StartAsync(
            scene, PolicyChoice.Read(GraspSuite.Classical, Rm75.Model, GraspSuite.Classical), PictureRateHz, stop).ConfigureAwait(false);
        await using ConsoleServer server = await ConsoleServer.StartAsync(
            new ConsoleOptions { Broker = simulation.Broker, Robot = Rm75.Model, Port = 0, OperatorToken = simulation.OperatorToken }, stop).ConfigureAwait(false);
        using var http = new HttpClient { BaseAddress = server.Url };
        List<BenchmarkRow> rows = [.. await PicturesAsync(http, server.Url, duration, stop).ConfigureAwait(false)];
        rows.AddRange(await StopsAsync(simulation, http, duration, stop).ConfigureAwait(false));
        return rows;
    }

    // The first view is what a program with a fast line sees: page, scripts, live connection, first head picture.
    private static async Task<IReadOnlyList<BenchmarkRow>> PicturesAsync(HttpClient http, Uri url, TimeSpan duration, CancellationToken stop)
    {
        List<double> first = [], head = [], wrist = [], delay = [], painted = [];
        for (int i = 0; i < 5; i++)
            first.Add(await FirstViewAsync(http, url, stop).ConfigureAwait(false));
        using (HeadlessBrowser? browser = HeadlessBrowser.TryOpen(url))
        {
            long start = Stopwatch.GetTimestamp();
            while (browser is not null && Stopwatch.GetElapsedTime(start) < duration + Patience && head.Count < duration / Sample)
            {
                await Task.Delay(Sample, TimeProvider.System, stop).ConfigureAwait(false);
                JsonElement state = await http.GetFromJsonAsync<JsonElement>("/api/state", stop).ConfigureAwait(false);
                foreach (JsonElement one in state.GetProperty("browsers").EnumerateArray())
                {
                    if (!one.TryGetProperty("gauges", out JsonElement gauges) || gauges.GetProperty("picture_p50_ms").ValueKind != JsonValueKind.Number)
                        continue;
                    head.Add(gauges.GetProperty("head_per_s").GetDouble());
                    wrist.Add(gauges.GetProperty("wrist_per_s").GetDouble());
                    delay.Add(gauges.GetProperty("picture_p50_ms").GetDouble());
                    painted = [gauges.GetProperty("first_view_ms").GetDouble()];
                }
            }
        }

        (string Name, string Unit, List<double> Values)[] measured =
        [
            ("console.first_view.program", "ms", first), ("console.first_view.chromium", "ms", painted), ("console.head", "pictures/s", head), ("console.wrist", "pictures/s", wrist), ("console.picture_to_screen", "ms", delay),
        ];
        return [.. measured.Where(m => m.Values.Count > 0).Select(m => BenchmarkRow.FromValues(m.Name, m.Unit, m.Values.ToArray()))];
    }

    private static async Task<double> FirstViewAsync(HttpClient http, Uri url, CancellationToken stop)
    {
        long start = Stopwatch.GetTimestamp();
        foreach (string path in new PageFiles().Paths.Where(p => !p.EndsWith("zh.json", StringComparison.Ordinal)).Append("/api/robot"))
            await http.GetByteArrayAsync(new Uri(url, path), stop).ConfigureAwait(false);
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{url.Authority}/ws"), stop).ConfigureAwait(false);
        byte[] buffer = new byte[1 << 20];
        while (true)
        {
            int length = 0;
            ValueWebSocketReceiveResult received;
            do
            {
                received = await socket.ReceiveAsync(buffer.AsMemory(length), stop).ConfigureAwait(false);
                length += received.Count;
            }
            while (!received.EndOfMessage);
            if (received.MessageType == WebSocketMessageType.Binary && buffer[0] == 0)
                return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }

    private static async Task<IReadOnlyList<BenchmarkRow>> StopsAsync(SimulatedRun simulation, HttpClient http, TimeSpan duration, CancellationToken stop)
    {
        List<double> confirmed = [], standing = [];
        var watch = new StandingWatch(StandingRadPerS);
        await using MqttRobotLink link = await MqttRobotLink.ConnectAsync(
            new MqttRobotLinkOptions { Broker = simulation.Broker, Robot = Rm75.Model.Name, Client = "watch", OnState = watch.See }, stop).ConfigureAwait(false);
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration || standing.Count < 3)
        {
            await using SwingMotion motion = await SwingMotion.BeginAsync(simulation.Broker, Rm75.Model.Name, simulation.OperatorToken, stop).ConfigureAwait(false);
            await watch.MovingAsync(stop).WaitAsync(Patience, TimeProvider.System, stop).ConfigureAwait(false);
            long pressed = Stopwatch.GetTimestamp();
            Task<long> still = watch.StandingAsync(stop);
            using HttpResponseMessage answer = await http.PostAsync("/api/stop", null, stop).ConfigureAwait(false);
            confirmed.Add(Stopwatch.GetElapsedTime(pressed).TotalMilliseconds);
            standing.Add(Stopwatch.GetElapsedTime(pressed, await still.WaitAsync(Patience, TimeProvider.System, stop).ConfigureAwait(false)).TotalMilliseconds);
            using HttpResponseMessage reset = await http.PostAsJsonAsync("/api/reset", new { confirmed = true }, stop).ConfigureAwait(false);
            reset.EnsureSuccessStatusCode();
        }

        return [BenchmarkRow.FromValues("console.stop.confirmed", "ms", confirmed.ToArray()), BenchmarkRow.FromValues("console.stop.standing", "ms", standing.ToArray())];
    }

    // When the robot moves, and when it stands latched.
    private sealed class StandingWatch(double standingRadPerS)
    {
        private TaskCompletionSource _moving = New();
        private TaskCompletionSource<long> _standing = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void See(RobotState state)
        {
            double fastest = 0;
            foreach (double velocity in state.VelocitiesRadPerS.Span[..RobotModel.ArmDof])
                fastest = Math.Max(fastest, Math.Abs(velocity));
            if (state.Mode == GateMode.Running && fastest > 10 * standingRadPerS)
                Volatile.Read(ref _moving).TrySetResult();
            if (state.Mode == GateMode.Latched && fastest < standingRadPerS)
                Volatile.Read(ref _standing).TrySetResult(Stopwatch.GetTimestamp());
        }

        public Task MovingAsync(CancellationToken stop)
        {
            TaskCompletionSource moving = New();
            Volatile.Write(ref _moving, moving);
            return moving.Task.WaitAsync(stop);
        }

        public Task<long> StandingAsync(CancellationToken stop)
        {
            var standing = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _standing, standing);
            return standing.Task.WaitAsync(stop);
        }

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
