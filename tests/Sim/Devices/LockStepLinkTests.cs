using System.Security.Cryptography;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Link;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.Sim.Devices;

public class LockStepLinkTests
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Observe_AtATime_IsOfExactlyThatTime()
    {
        using var world = new SimulatedWorld([]);
        await using var link = new LockStepLink(world);
        Observation first = await link.ObserveAsync(TimeSpan.Zero, None);
        Assert.Equal(TimeSpan.Zero, first.State.At);
        var at = TimeSpan.FromMilliseconds(130);
        Observation later = await link.ObserveAsync(at, None);
        Assert.Equal((at, at, at, at, at), (later.State.At, later.Head.CapturedAt, later.Wrist.CapturedAt, later.HeadState.At, world.Now));
        Assert.Equal((2, 2), (later.Head.Number, later.Wrist.Number));
        Assert.Equal(TimeSpan.FromMilliseconds(140), (await link.ObserveAsync(TimeSpan.FromMilliseconds(131), None)).State.At);
    }

    [Fact]
    public async Task Send_AChunk_IsAcceptedAfterTheInferenceDelayAndMovesTheArm()
    {
        using var world = new SimulatedWorld([]);
        await using var link = new LockStepLink(world, new LockStepOptions { InferenceDelay = TimeSpan.FromMilliseconds(50) });
        await link.ArmAsync(None);
        Observation observation = await link.ObserveAsync(TimeSpan.FromMilliseconds(100), None);
        await link.SendAsync(Motion(observation, 0.2), "test", None);
        Assert.Equal(0, (await link.ObserveAsync(TimeSpan.FromMilliseconds(140), None)).State.LastSequence);
        Observation accepted = await link.ObserveAsync(TimeSpan.FromMilliseconds(150), None);
        Assert.Equal(1, accepted.State.LastSequence);
        Assert.Equal(GateMode.Running, accepted.State.Mode);
        Observation end = await link.ObserveAsync(TimeSpan.FromMilliseconds(1200), None);
        Assert.Equal(observation.State.PositionsRad.Span[0] + 0.2, end.State.PositionsRad.Span[0], 0.02);
        Assert.Equal(end.State.CommandedRad.Span[0], observation.State.PositionsRad.Span[0] + 0.2, 0.001);
    }

    [Fact]
    public async Task Send_WithoutALease_MovesNothing()
    {
        using var world = new SimulatedWorld([]);
        await using var link = new LockStepLink(world);
        Observation observation = await link.ObserveAsync(TimeSpan.Zero, None);
        await link.SendAsync(Motion(observation, 0.2), "test", None);
        Observation end = await link.ObserveAsync(TimeSpan.FromMilliseconds(500), None);
        Assert.Equal(GateMode.Disarmed, end.State.Mode);
        Assert.Equal(observation.State.PositionsRad.Span[0], end.State.PositionsRad.Span[0], 0.005);
        Assert.True(link.Loop.TryReadEvent(out _));
    }

    [Fact]
    public async Task Stop_InTheMidstOfAMotion_LatchesAndArmIsRefused()
    {
        using var world = new SimulatedWorld([]);
        await using var link = new LockStepLink(world);
        await link.ArmAsync(None);
        Observation observation = await link.ObserveAsync(TimeSpan.Zero, None);
        await link.SendAsync(Motion(observation, 0.6), "test", None);
        await link.ObserveAsync(TimeSpan.FromMilliseconds(400), None);
        await link.StopAsync("test", None);
        Observation stopped = await link.ObserveAsync(TimeSpan.FromMilliseconds(1500), None);
        Assert.Equal(GateMode.Latched, stopped.State.Mode);
        Assert.True(stopped.State.PositionsRad.Span[0] < observation.State.PositionsRad.Span[0] + 0.5);
        Assert.Contains("latch", (await Assert.ThrowsAsync<InvalidOperationException>(() => link.ArmAsync(None))).Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Run_SameSeedTwiceAndBesideAnother_GivesTheSameBits()
    {
        byte[] alone = await Run(seed: 3, films: false);
        byte[][] together = await Task.WhenAll(Task.Run(() => Run(seed: 3, films: true)), Task.Run(() => Run(seed: 3, films: false)));
        Assert.Equal(alone, together[0]);
        Assert.Equal(alone, together[1]);
        Assert.NotEqual(alone, await Run(seed: 4, films: false));
    }

    [Fact]
    public async Task Observe_WithoutPictures_IsBlackAndMovesThePhysicsThroughTheSameBits()
    {
        using var world = new SimulatedWorld([]);
        await using var link = new LockStepLink(world, new LockStepOptions { DrawsPictures = false });
        await link.ObserveAsync(TimeSpan.Zero, None);
        Observation blind = await link.ObserveAsync(TimeSpan.FromMilliseconds(100), None);
        Assert.Equal(0, blind.Head.Rgb.Pixels.Max());
        Assert.Equal(0, blind.Wrist.Depth!.DepthM.Max());
        Assert.Equal((2L, blind.State.At), (blind.Head.Number, blind.Head.CapturedAt));
        using var other = new SimulatedWorld([]);
        await using var seeing = new LockStepLink(other);
        await seeing.ObserveAsync(TimeSpan.FromMilliseconds(100), None);
        Assert.Equal(other.SaveState(), world.SaveState());
        Assert.True(link.Picture("head").Rgb.Pixels.Max() > 100);
    }

    [Fact]
    public async Task Observe_WithoutLooking_PassesTheLastPicturesOnWithTheStatesOfTheirTime()
    {
        using var world = new SimulatedWorld([]);
        await using var link = new LockStepLink(world);
        TimeSpan first = TimeSpan.FromMilliseconds(50), second = TimeSpan.FromMilliseconds(100), third = TimeSpan.FromMilliseconds(150);
        Observation seen = await link.ObserveAsync(first, looks: false, None);
        Observation blind = await link.ObserveAsync(second, looks: false, None);
        Observation again = await link.ObserveAsync(third, looks: true, None);

        Assert.Same(seen.Head, blind.Head);
        Assert.Same(seen.Wrist, blind.Wrist);
        Assert.Equal((second, first, first), (blind.State.At, blind.HeadState.At, blind.WristState.At));
        Assert.Equal((third, third, third), (again.Head.CapturedAt, again.Wrist.CapturedAt, again.HeadState.At));
    }

    [Fact]
    public async Task Observe_HeadIsFrozen_RepeatsItsPictureWithNumberAndTimeWhileTheWristGoesOn()
    {
        using var world = new SimulatedWorld([]);
        await using var link = new LockStepLink(world);
        Observation seen = await link.ObserveAsync(TimeSpan.FromMilliseconds(50), None);
        link.HeadIsFrozen = true;
        Observation frozen = await link.ObserveAsync(TimeSpan.FromMilliseconds(100), None);
        link.HeadIsFrozen = false;
        Observation after = await link.ObserveAsync(TimeSpan.FromMilliseconds(150), None);

        Assert.Same(seen.Head, frozen.Head);
        Assert.Equal(seen.State.At, frozen.HeadState.At);
        Assert.Equal((frozen.State.At, frozen.State.At), (frozen.Wrist.CapturedAt, frozen.WristState.At));
        Assert.Equal((seen.Head.Number + 1, after.State.At), (after.Head.Number, after.Head.CapturedAt));
    }

    [Fact]
    public async Task AfterTick_EveryTick_IsCalledWithTheWorldAtThatTime()
    {
        using var world = new SimulatedWorld([]);
        await using var link = new LockStepLink(world);
        var times = new List<TimeSpan>();
        link.AfterTick = () => times.Add(world.Now);
        await link.ObserveAsync(TimeSpan.FromMilliseconds(30), None);
        Assert.Equal([10, 20, 30], times.Select(t => t.TotalMilliseconds));
        Assert.Equal(link.Now, times[^1]);
    }

    [Fact]
    public async Task New_PeriodThatIsNoWholeNumberOfSteps_IsRefused()
    {
        using var world = new SimulatedWorld([]);
        Assert.Contains("3 ms", Assert.Throws<ArgumentException>(() => new LockStepLink(world, new LockStepOptions { Period = TimeSpan.FromMilliseconds(3) })).Message);
        await using var link = new LockStepLink(world);
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        await Assert.ThrowsAsync<OperationCanceledException>(() => link.ObserveAsync(TimeSpan.FromSeconds(1), cancelled.Token));
        Assert.Throws<ArgumentException>(() => link.Picture("ear"));
    }

    private static ActionChunk Motion(Observation observation, double byRad)
    {
        const int Steps = 20;
        double[] targets = new double[Steps * RobotModel.Dof];
        for (int k = 0; k < Steps; k++)
        {
            observation.State.PositionsRad.Span.CopyTo(targets.AsSpan(k * RobotModel.Dof));
            targets[k * RobotModel.Dof] += byRad * Math.Min(1, (k + 1) / 16.0);
        }

        return new ActionChunk(targets, observation.State.At);
    }

    private static async Task<byte[]> Run(ulong seed, bool films)
    {
        using var world = new SimulatedWorld([]);
        await using var link = new LockStepLink(world, new LockStepOptions { Sensors = new SensorOptions { Seed = seed } });
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await link.ArmAsync(None);
        for (int i = 0; i < 3; i++)
        {
            Observation observation = await link.ObserveAsync(TimeSpan.FromMilliseconds(200 * i), None);
            if (films)
                _ = link.Picture("head");
            foreach (CameraFrame frame in new[] { observation.Head, observation.Wrist })
            {
                hash.AppendData(frame.Rgb.Pixels);
                hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(frame.Depth!.DepthM.AsSpan()));
                hash.AppendData(BitConverter.GetBytes(frame.Number));
            }

            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(observation.State.PositionsRad.Span));
            await link.SendAsync(Motion(observation, 0.1), "test", None);
        }

        return hash.GetHashAndReset();
    }
}
