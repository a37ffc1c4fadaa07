using System.Text.Json;
using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.Rl;
using DexGrasp.Sim.Environments;
using Xunit;

namespace DexGrasp.Tests.Learning.Rl;

public sealed class PpoRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_ReachingTask_IsLearned()
    {
        PpoOptions options = SmallRuns.Options with { Environments = 16, TotalSteps = 16 * 32 * 60, CheckpointInterval = 20, MaxLearningRate = 3e-3 };
        using var untrained = new TrainedPolicy(new PpoState(PolicySizes.Of(ReachEnvironment.Size(2)), options));
        IReadOnlyList<EpisodeResult> before = SmallRuns.Judge(untrained);

        IReadOnlyList<EpisodeResult> after = SmallRuns.Judge(SmallRuns.Run(_folder.Folder, options));

        Assert.True(before.Count(r => r.Success) <= 30, $"Without learning {before.Count(r => r.Success)} of 100 episodes succeed; the test would show nothing.");
        Assert.True(after.Count(r => r.Success) >= 90, $"After learning only {after.Count(r => r.Success)} of 100 episodes succeed.");
        Assert.True(after.Average(r => r.Return) > before.Average(r => r.Return) + 5);
    }

    [Fact]
    public void Run_SameSeed_GivesEqualBitsOnAnyNumberOfThreads()
    {
        byte[] first = File.ReadAllBytes(SmallRuns.Run(_folder.File("a"), SmallRuns.Options));

        Assert.Equal(first, File.ReadAllBytes(SmallRuns.Run(_folder.File("b"), SmallRuns.Options)));
        Assert.Equal(first, File.ReadAllBytes(SmallRuns.Run(_folder.File("c"), SmallRuns.Options, threads: 2)));
        Assert.NotEqual(first, File.ReadAllBytes(SmallRuns.Run(_folder.File("d"), SmallRuns.Options with { Seed = 2 })));
    }

    [Fact]
    public void Run_InterruptedAtACheckpoint_GivesTheBitsOfOneThatWasNot()
    {
        string whole = SmallRuns.Run(_folder.File("whole"), SmallRuns.Options);

        // As after a crash: what came after the second of three checkpoints is gone.
        SmallRuns.Run(_folder.File("parts"), SmallRuns.Options);
        var files = new RunFolder(_folder.File("parts"));
        File.Delete(files.Newest!);
        File.Delete(files.Best);
        var lines = new List<string>();
        string resumed = SmallRuns.Run(_folder.File("parts"), SmallRuns.Options, lines: lines);

        Assert.Contains(lines, line => line.StartsWith("going on from", StringComparison.Ordinal));
        Assert.Equal(File.ReadAllBytes(whole), File.ReadAllBytes(resumed));
        Assert.Equal(Steps("whole"), Steps("parts"));
    }

    [Fact]
    public void Run_MadeLonger_GoesOnAsIfItHadBeenLong()
    {
        string whole = SmallRuns.Run(_folder.File("whole"), SmallRuns.Options);
        SmallRuns.Run(_folder.File("parts"), SmallRuns.Options with { TotalSteps = SmallRuns.Options.BatchSize * 4 });

        Assert.Equal(Numbers(whole), Numbers(SmallRuns.Run(_folder.File("parts"), SmallRuns.Options)));
    }

    [Fact]
    public void Run_Stopped_SavesAndEnds()
    {
        using var stop = new CancellationTokenSource();
        using var environments = ReachEnvironment.Vector(8);
        PpoOptions options = SmallRuns.Options with { CheckpointInterval = 1, TotalSteps = 1_000_000 };

        PpoRun.Run(environments, options, _folder.Folder, _ => stop.Cancel(), stop.Token);

        Assert.EndsWith($"checkpoint-{options.BatchSize:D12}.safetensors", new RunFolder(_folder.Folder).Newest, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_ManyCheckpoints_KeepsTheNewestThreeTheBestAndTheCurves()
    {
        SmallRuns.Run(_folder.Folder, SmallRuns.Options with { CheckpointInterval = 1 });

        Assert.Equal(
            ["best.safetensors", .. new[] { 4, 5, 6 }.Select(k => $"checkpoint-{k * 256:D12}.safetensors"), "metrics.jsonl", "options.json"],
            Directory.GetFiles(_folder.Folder).Select(f => Path.GetFileName(f)).Where(f => !f.StartsWith("events.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        using JsonDocument line = JsonDocument.Parse(File.ReadLines(_folder.File("metrics.jsonl")).Last());
        JsonElement values = line.RootElement.GetProperty("values");
        foreach (string name in new[]
            { "episode/return", "episode/length", "episode/success", "episode/distance", "cost/effort", "update/kl", "update/explained_variance", "update/learning_rate", "update/clip_fraction", "policy/entropy", "policy/std", "run/steps_per_s", "run/update_share", "run/faults" })
            Assert.True(double.IsFinite(values.GetProperty(name).GetDouble()), name);
        Assert.InRange(values.GetProperty("cost/effort").GetDouble(), 0.01, 1);
    }

    [Fact]
    public void Run_EpisodesThatFault_AreCountedByReason()
    {
        var lines = new List<string>();

        SmallRuns.Run(_folder.Folder, SmallRuns.Options with { TotalSteps = 1 }, lines: lines);

        Assert.Matches(@"^[1-9]\d* of \d+ episodes ended by a fault: too slow$", lines[^1]);
    }

    [Fact]
    public void Run_CheckpointOfAnotherTaskSizeOrOptions_IsRefusedAndStays()
    {
        string checkpoint = SmallRuns.Run(_folder.Folder, SmallRuns.Options);
        byte[] before = File.ReadAllBytes(checkpoint);

        using var wider = new VectorEnvironment((_, _) => new ReachEnvironment { Spec = ReachEnvironment.Size(3) }, 8, 1);
        string size = Refusal(wider, SmallRuns.Options);
        using var other = new VectorEnvironment((_, _) => new ReachEnvironment { Spec = ReachEnvironment.Size(2) with { Name = "flee" } }, 8, 1);
        string task = Refusal(other, SmallRuns.Options);
        using var same = ReachEnvironment.Vector(8);
        string options = Refusal(same, SmallRuns.Options with { Gamma = 0.5 });

        Assert.True(size.Contains("observation 2", StringComparison.Ordinal) && size.Contains("observation 3", StringComparison.Ordinal), size);
        Assert.True(task.Contains("'reach'", StringComparison.Ordinal) && task.Contains("'flee'", StringComparison.Ordinal), task);
        Assert.Contains("other options", options, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(checkpoint));
        Assert.Equal(SmallRuns.Options.ToJson(), PpoOptions.Read(_folder.File("options.json")).ToJson());

        string Refusal(VectorEnvironment environments, PpoOptions with) =>
            Assert.Throws<CheckpointException>(() => PpoRun.Run(environments, with, _folder.Folder, _ => { }, TestContext.Current.CancellationToken)).Message;
    }

    [Fact]
    public void Run_RewardThatIsNoNumber_EndsWithTheReasonAndKeepsTheCheckpoint()
    {
        string checkpoint = SmallRuns.Run(_folder.Folder, SmallRuns.Options);
        byte[] before = File.ReadAllBytes(checkpoint);
        using var broken = new VectorEnvironment((i, _) => new ReachEnvironment { BreaksAt = i == 5 ? 1 : 0 }, 8, 1);

        string message = Assert.Throws<RlException>(() =>
            PpoRun.Run(broken, SmallRuns.Options with { TotalSteps = 100_000 }, _folder.Folder, _ => { }, TestContext.Current.CancellationToken)).Message;

        Assert.Contains("Reward of environment 5 of 'reach' is NaN", message, StringComparison.Ordinal);
        Assert.Equal(checkpoint, new RunFolder(_folder.Folder).Newest);
        Assert.Equal(before, File.ReadAllBytes(checkpoint));
    }

    [Fact]
    public void Run_StartFromAnotherRun_TakesItsPolicyAndNothingElse()
    {
        string taught = SmallRuns.Run(_folder.File("a"), SmallRuns.Options with { TotalSteps = 256 * 20 });
        using var state = new PpoState(PolicySizes.Of(ReachEnvironment.Size(2)), SmallRuns.Options with { Seed = 9, Gamma = 0.9 });

        RlCheckpoint.Start(taught, state);

        using var policy = new TrainedPolicy(state);
        Assert.Equal(SmallRuns.Judge(taught).Select(r => r.Return), SmallRuns.Judge(policy).Select(r => r.Return));
        Assert.Equal((0, 0, 0, state.Options.LearningRate), (state.Iteration, state.Steps, state.Episodes, state.LearningRate));
        SmallRuns.Run(_folder.File("b"), SmallRuns.Options, start: taught);
        Assert.Throws<CheckpointException>(() => SmallRuns.Run(_folder.File("c"), SmallRuns.Options with { Hidden = [8] }, start: taught));
        Assert.Null(new RunFolder(_folder.File("c")).Newest);
    }

    private string[] Steps(string folder) => [.. File.ReadLines(Path.Combine(_folder.File(folder), "metrics.jsonl")).Select(line => line[..line.IndexOf(',')])];

    private static double[] Numbers(string checkpoint)
    {
        using TensorMap map = SafetensorsFile.Read(checkpoint);
        return [.. map.Names.Where(name => name.StartsWith("network.", StringComparison.Ordinal)).SelectMany(name => map[name].flatten().data<float>().Select(x => (double)x))];
    }
}
