using DexGrasp.Controller.Chunks;
using DexGrasp.Core.Control;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Controller.Chunks;

public sealed class OverlappedInferenceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ManualTime _time = new();

    [Fact]
    public async Task TakeAsync_QuickController_GivesEveryAnswerInOrder()
    {
        using var ahead = new OverlappedInference(new FakeController(_time, _ => 5), _time);
        foreach (double at in new[] { 1.0, 1.1, 1.2 })
        {
            ahead.Offer(At(at));
            Assert.Equal(at, (await Take(ahead)).Observation.State.At.TotalSeconds, 6);
        }

        Assert.Equal(new OverlapStatistics(3, 0, 0, TimeSpan.FromMilliseconds(5)), ahead.Statistics);
    }

    [Fact]
    public async Task Offer_WhileTheControllerThinks_KeepsOnlyTheNewest()
    {
        var controller = new FakeController(_time, _ => 5) { Gate = new SemaphoreSlim(0) };
        using var ahead = new OverlappedInference(controller, _time);
        ahead.Offer(At(1));
        await controller.Begun.WaitAsync(Patience, TestContext.Current.CancellationToken);
        foreach (double at in new[] { 1.1, 1.2, 1.3 })
            ahead.Offer(At(at));
        controller.Gate.Release(2);

        Assert.Equal(1, (await Take(ahead)).Observation.State.At.TotalSeconds, 6);
        Assert.Equal(1.3, (await Take(ahead)).Observation.State.At.TotalSeconds, 6);
        Assert.Equal(2, ahead.Statistics.Replaced);
    }

    [Fact]
    public async Task TakeAsync_NothingYet_GivesNothingAndLosesNothing()
    {
        var controller = new FakeController(_time, _ => 5) { Gate = new SemaphoreSlim(0) };
        using var ahead = new OverlappedInference(controller, _time);
        ahead.Offer(At(1));

        Assert.Null(await ahead.TakeAsync(TimeSpan.Zero, TestContext.Current.CancellationToken));
        controller.Gate.Release();

        Assert.Equal(1, (await Take(ahead)).Observation.State.At.TotalSeconds, 6);
    }

    [Fact]
    public async Task Delay_Jitters_ControllerIsToldTheLongestOfTheLast()
    {
        int[] delaysMs = [20, 80, 30, .. Enumerable.Repeat(10, 16)];
        var controller = new FakeController(_time, i => delaysMs[i]);
        using var ahead = new OverlappedInference(controller, _time);
        var told = new List<double>();
        for (int i = 0; i < delaysMs.Length; i++)
        {
            ahead.Offer(At(1 + (0.1 * i)));
            await Take(ahead);
            told.Add(controller.InferenceDelay.TotalMilliseconds);
        }

        Assert.Equal([20, 80, 80], told[..3]);
        Assert.Equal(80, told[16]);
        Assert.Equal(10, told[^1]);
    }

    [Fact]
    public async Task Statistics_InferenceSlowerThanAChunk_CountsStarvedTicks()
    {
        // A chunk of 4 steps ends 200 ms after its observation; the next comes 100 + 320 ms after it: 220 ms late.
        using var ahead = new OverlappedInference(new FakeController(_time, i => i == 0 ? 10 : 320), _time);
        ahead.Offer(At(1));
        await Take(ahead);
        ahead.Offer(At(1.1));
        await Take(ahead);

        Assert.Equal(5, ahead.Statistics.StarvedTicks);
    }

    [Fact]
    public async Task TakeAsync_ControllerThrows_ThrowsTheSameAndStops()
    {
        var controller = new FakeController(_time, _ => throw new InvalidOperationException("the network is gone"));
        using var ahead = new OverlappedInference(controller, _time);
        ahead.Offer(At(1));

        InvalidOperationException thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => Take(ahead));
        ahead.Offer(At(1.1));

        Assert.Equal("the network is gone", thrown.Message);
        Assert.Equal(0, ahead.Statistics.Chunks);
    }

    [Fact]
    public async Task Offer_AfterTheEnd_IsNotActedOn()
    {
        var controller = new FakeController(_time, _ => 1) { Status = ControllerStatus.Done };
        var ahead = new OverlappedInference(controller, _time);
        ahead.Offer(At(1));
        Assert.Equal(ControllerStatus.Done, (await Take(ahead)).Step.Status);
        ahead.Offer(At(1.1));
        ahead.Dispose();

        Assert.Equal(1, controller.Calls);
    }

    private static async Task<(Observation Observation, ControllerStep Step)> Take(OverlappedInference ahead)
    {
        (Observation Observation, ControllerStep Step)? answer = await ahead.TakeAsync(Patience, TestContext.Current.CancellationToken);
        Assert.NotNull(answer);
        return answer.Value;
    }

    private static Observation At(double seconds)
    {
        RobotState state = SyntheticScene.State(Rm75.Model.HomeRad.ToArray(), TimeSpan.FromSeconds(seconds));
        return new Observation(state, null!, null!, state, state);
    }

    private sealed class FakeController(ManualTime time, Func<int, int> delayMs) : IGraspController, IDelayAware
    {
        public string Name => "fake";

        public TimeSpan InferenceDelay { get; set; }

        public ControllerStatus Status { get; init; } = ControllerStatus.Acting;

        public SemaphoreSlim? Gate { get; init; }

        public SemaphoreSlim Begun { get; } = new(0);

        public int Calls { get; private set; }

        public ControllerStep Act(Observation observation)
        {
            Begun.Release();
            Gate?.Wait();
            time.Advance(TimeSpan.FromMilliseconds(delayMs(Calls++)));
            return new ControllerStep(new ActionChunk(new double[4 * RobotModel.Dof], observation.State.At), Status, TimeSpan.FromSeconds(0.1), null, "");
        }

        public void BeginGrasp(GraspGoal goal, Observation observation)
        {
        }

        public void BeginPlace(Vector3d dropPointInWorld, Observation observation)
        {
        }

        public void BeginHome(Observation observation)
        {
        }
    }

    // Its clock stands still unless told otherwise; its timers are real.
    private sealed class ManualTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _ticks);

        public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
    }
}
