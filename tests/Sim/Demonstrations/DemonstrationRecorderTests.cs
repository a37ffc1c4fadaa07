using System.Runtime.InteropServices;
using System.Security.Cryptography;
using DexGrasp.Core.Control;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Demonstrations;
using DexGrasp.Sim.Experts;
using DexGrasp.Sim.Tasks;
using Xunit;

namespace DexGrasp.Tests.Sim.Demonstrations;

public sealed class DemonstrationRecorderTests
{
    private const int FirstTestSeed = 2_000_000_000;
    private static readonly DemonstrationOptions Blind = new() { DrawsPictures = false };

    [Fact]
    public async Task Record_TheSameSeedOnTwoThreads_GivesTheSameBits()
    {
        byte[][] hashes = await Task.WhenAll(Task.Run(() => Hash(FirstTestSeed)), Task.Run(() => Hash(FirstTestSeed)));
        Assert.Equal(hashes[0], hashes[1]);
        Assert.NotEqual(hashes[0], Hash(FirstTestSeed + 1));
    }

    [Fact]
    public void Record_MaskOfTheTarget_LiesWhereItsSurfaceProjects()
    {
        FrameList list = FrameList.Record(FirstTestSeed + 2, DemonstrationOptions.Undisturbed, stopAfter: 12);
        var kinematics = new ArmKinematics(Rm75.Model);
        SurfacePoint[] surface = ObjectSurface.Sample(list.Start!.Objects[list.Start.Target]);
        foreach (DemonstrationFrame frame in new[] { list.Frames[0], list.Frames[^1] })
            foreach ((CameraFrame picture, Mask mask) in new[] { (frame.Observation.Head, frame.HeadMask), (frame.Observation.Wrist, frame.WristMask) })
            {
                CameraCalibration camera = picture.Calibration;
                RigidTransform cameraFromTarget = camera.WorldFromCamera(kinematics, frame.Observation.State.PositionsRad.Span).Inverse() * frame.Truth.WorldFromTarget;
                (double X, double Y)[] points = [.. surface.Select(p => camera.Intrinsics.Project(cameraFromTarget * p.Position)).Where(p => double.IsFinite(p.X))];
                // Three millimetres and 0.4 degrees of unstated calibration error.
                const double AtMostPx = 12;
                for (int y = 0; y < mask.Height; y++)
                    for (int x = 0; x < mask.Width; x++)
                        if (mask[x, y])
                            Assert.True(points.Any(p => Math.Abs(p.X - x) < AtMostPx && Math.Abs(p.Y - y) < AtMostPx), $"{picture.Camera}: pixel {x}, {y} is off the object.");
            }

        Assert.True(list.Frames[0].HeadMask.Area() > 50);
        Assert.False(list.Summary!.Kept);
        Assert.True(list.Frames[0].Observation.Head.Rgb.Pixels.Average(p => p) is > 25 and < 225);
    }

    [Fact]
    public void Record_WithFewerFrames_MovesAlikeAndKeepsEverySecondFrame()
    {
        DemonstrationOptions every = DemonstrationOptions.Undisturbed with { DrawsPictures = false };
        FrameList all = FrameList.Record(FirstTestSeed + 4, every), half = FrameList.Record(FirstTestSeed + 4, every with { StepsPerFrame = 2 });

        Assert.Equal(all.Summary!.Outcome, half.Summary!.Outcome);
        Assert.Equal(all.Frames.Where((_, i) => i % 2 == 0).Select(f => f.Label.PositionsRad.ToArray()), half.Frames.Select(f => f.Label.PositionsRad.ToArray()));
        Assert.Equal(Enumerable.Range(0, half.Frames.Count), half.Frames.Select(f => f.Number));
    }

    [Fact]
    public void Record_WithoutWristMasks_LeavesThemEmpty()
    {
        FrameList list = FrameList.Record(FirstTestSeed + 2, DemonstrationOptions.Undisturbed with { DrawsWristMasks = false }, stopAfter: 2);
        Assert.All(list.Frames, f => Assert.Equal(0, f.WristMask.Area()));
        Assert.True(list.Frames[0].HeadMask.Area() > 50);
    }

    [Fact]
    public void Record_Undisturbed_EveryFrameIsLabelledAndTheExpertsOwn()
    {
        FrameList list = FrameList.Record(FirstTestSeed + 4, DemonstrationOptions.Undisturbed with { DrawsPictures = false });
        Assert.Equal(EpisodeOutcome.Success, list.Summary!.Outcome);
        Assert.True(list.Summary.Kept);
        Assert.All(list.Frames, f => Assert.True(f.LabelIsValid && f.Driver == DemonstrationDriver.Expert && f.Label.Steps == ActionChunk.Horizon));
        Assert.Equal(Enumerable.Range(0, list.Frames.Count).Select(i => TimeSpan.FromMilliseconds(100 * i)), list.Frames.Select(f => f.Observation.State.At));
        foreach (ExpertPhase phase in (ExpertPhase[])[ExpertPhase.Reach, ExpertPhase.Descend, ExpertPhase.Close, ExpertPhase.Lift, ExpertPhase.Hold])
            Assert.Contains(list.Frames, f => f.Phase == phase);
        Assert.True(list.Frames[^1].Truth is { ThumbTouches: true, FingersTouch: true, LiftedM: > 0.1 });
    }

    [Fact]
    public void Record_Disturbed_StaysValidAndMostlySucceeds()
    {
        const int Episodes = 6;
        int kept = 0, disturbed = 0;
        var failures = new List<string>();
        for (int i = 0; i < Episodes; i++)
        {
            FrameList list = FrameList.Record(FirstTestSeed + 100 + i, Blind with { PerturbedStartShare = 0.5, NoiseShare = 1, PaceShare = 0.3, PushShare = 0.25, SlipShare = 0.25, CrowdedShare = 0 });
            disturbed += list.Frames.Count(f => f.Driver == DemonstrationDriver.Disturbance);
            if (list.Summary!.Kept)
                kept++;
            else
                failures.Add($"{list.Summary.Seed}: {list.Summary.Reason}");
        }

        Assert.True(disturbed > 10 * Episodes / 2);
        Assert.True(kept >= Episodes - 1, string.Join("; ", failures));
    }

    [Fact]
    public void Record_ALearnerThatDoesNothing_IsCorrectedByTheExpertInItsTurns()
    {
        var frames = new FrameList();
        DemonstrationSummary summary = new DemonstrationRecorder(DemonstrationOptions.Undisturbed with { DrawsPictures = false, CrowdedShare = 0 })
            .Record(FirstTestSeed + 20, frames, _ => new Sleeper(), TestContext.Current.CancellationToken);
        Assert.Equal(EpisodeOutcome.Success, summary.Outcome);
        Assert.Contains(frames.Frames, f => f.Driver == DemonstrationDriver.Learner);
        Assert.All(frames.Frames, f => Assert.True(f.LabelIsValid));
        Assert.Contains(frames.Frames, f => ReferenceEquals(f.HeadMask, Sleeper.Sees));
        Assert.Contains(frames.Frames, f => !ReferenceEquals(f.HeadMask, Sleeper.Sees));
    }

    [Fact]
    public void Record_ASeedOfEvaluation_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new DemonstrationRecorder().Record(GraspTask.FirstTuningSeed, new FrameList(), null, TestContext.Current.CancellationToken));
        Assert.Contains("NoiseShare", Assert.Throws<ArgumentException>(() => new DemonstrationRecorder(new DemonstrationOptions { NoiseShare = 2 })).Message);
    }

    private static byte[] Hash(int seed)
    {
        FrameList list = FrameList.Record(seed, new DemonstrationOptions { NoiseShare = 1 }, stopAfter: 4);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (DemonstrationFrame frame in list.Frames)
        {
            hash.AppendData(frame.Observation.Head.Rgb.Pixels);
            hash.AppendData(MemoryMarshal.AsBytes(frame.Observation.Wrist.Depth!.DepthM.AsSpan()));
            hash.AppendData(frame.HeadMask.Pixels);
            hash.AppendData(MemoryMarshal.AsBytes(frame.Label.PositionsRad));
            hash.AppendData(MemoryMarshal.AsBytes(frame.Observation.State.PositionsRad.Span));
        }

        return hash.GetHashAndReset();
    }

    private sealed class Sleeper : IGraspController
    {
        public static Mask Sees { get; } = new(640, 480, new byte[640 * 480]);

        public string Name => "sleeper";

        public void BeginGrasp(GraspGoal goal, Observation observation) => Assert.True(goal.Box.Area > 20);

        public void BeginPlace(Vector3d dropPointInWorld, Observation observation) => throw new NotSupportedException();

        public void BeginHome(Observation observation) => throw new NotSupportedException();

        public ControllerStep Act(Observation observation)
        {
            double[] rows = [.. Enumerable.Repeat(observation.State.CommandedRad.ToArray(), ActionChunk.Horizon).SelectMany(r => r)];
            return new ControllerStep(new ActionChunk(rows, observation.State.At), ControllerStatus.Acting, TimeSpan.FromSeconds(0.2), Sees, "");
        }
    }
}
