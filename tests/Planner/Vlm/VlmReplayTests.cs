using System.Text.Json;
using DexGrasp.Planner.Loops;
using DexGrasp.Planner.Vlm;
using Xunit;

namespace DexGrasp.Tests.Planner.Vlm;

public sealed class VlmReplayTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dexgrasp-test-").FullName;

    private string Recording => Path.Combine(_folder, "vlm.jsonl");

    [Fact]
    public async Task Replay_WithoutAServer_GivesTheSameAnswersAndFaults()
    {
        (string live, int requests) = await RecordAsync();

        using var bench = new VlmBench(FakeModelServer.NobodyThere(), chat: ReplayChatClient.Load(Recording));
        string again = await TalkAsync(bench);

        Assert.Equal(live, again);
        Assert.Equal(6, requests);
    }

    [Fact]
    public async Task Record_EveryExchange_IsOneLineWithQuestionAnswerAndOutcome()
    {
        await RecordAsync();

        JsonElement[] lines = [.. File.ReadAllLines(Recording).Select(l => JsonDocument.Parse(l).RootElement)];
        Assert.Equal(["ServerError", "WrongShape", "Ok", "Ok", "NotJson", "NotJson"], lines.Select(l => l.GetProperty("outcome").GetString()));
        Assert.Equal(["Understanding", "Understanding", "Understanding", "Completion", "Proposal", "Proposal"], lines.Select(l => l.GetProperty("task").GetString()));
        Assert.Equal([1, 2, 1], lines.Take(3).Select(l => l.GetProperty("attempt").GetInt32()));
        Assert.True(lines[2].GetProperty("repair").GetBoolean());
        Assert.Contains("take the cup", lines[0].GetProperty("texts")[1].GetString());
        Assert.Equal("plan", lines[2].GetProperty("parsed").GetProperty("decision").GetString());
        JsonElement picture = lines[3].GetProperty("pictures")[1];
        Assert.Equal(64, picture.GetProperty("sha256").GetString()!.Length);
        Assert.True(File.Exists(Path.Combine(Recording + ".pictures", picture.GetProperty("file").GetString()!)));
        Assert.DoesNotContain("secret-key-123", File.ReadAllText(Recording));
    }

    [Fact]
    public async Task Replay_AnotherQuestion_IsNotRecorded()
    {
        await RecordAsync();
        using var bench = new VlmBench(FakeModelServer.NobodyThere(), chat: ReplayChatClient.Load(Recording));

        VlmFaultException e = await Assert.ThrowsAsync<VlmFaultException>(() => bench.Planner.UnderstandAsync("take the other cup", TestContext.Current.CancellationToken));

        Assert.Equal(VlmOutcome.NotRecorded, e.Fault.Outcome);
    }

    [Fact]
    public void Load_BrokenLine_NamesFileAndLine()
    {
        File.WriteAllText(Recording, "{}\n");

        string message = Assert.Throws<VlmSetupException>(() => ReplayChatClient.Load(Recording)).Message;

        Assert.Contains($"{Recording}, line 1", message);
        Assert.Throws<VlmSetupException>(() => ReplayChatClient.Load(Path.Combine(_folder, "not-there")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<(string Words, int Requests)> RecordAsync()
    {
        await using var server = new FakeModelServer(
            FakeReply.Error(500, message: "key secret-key-123 is fine"),
            FakeReply.Says("""{"decision": "plan", "reason": "secret-key-123"}"""),
            FakeReply.Says("""{"decision": "plan", "steps": ["take the cup"], "reason": "One."}"""),
            FakeReply.Says("""{"state": "open", "left": ["a cup"], "reason": "A cup."}"""),
            FakeReply.Says("There is a cup."));
        using var bench = new VlmBench(server.Url, o => o with { RecordFile = Recording });
        return (await TalkAsync(bench), server.Requests.Count);
    }

    private static async Task<string> TalkAsync(VlmBench bench)
    {
        CancellationToken none = TestContext.Current.CancellationToken;
        string plan = (await bench.Planner.UnderstandAsync("take the cup", none)).Text;
        TaskMemory memory = VlmBench.Memory("take the cup");
        string state = (await bench.Planner.CheckCompletionAsync(memory, VlmBench.Seen, none)).Reason;
        VlmFaultException fault = await Assert.ThrowsAsync<VlmFaultException>(() => bench.Planner.ProposeAsync(memory, VlmBench.Seen, none));
        return string.Join('\n', plan, state, fault.Fault.Outcome, string.Join(' ', bench.Delays));
    }
}
