using DexGrasp.App.Operators;
using DexGrasp.Core.Messages;
using DexGrasp.Planner.Operators;
using Xunit;

namespace DexGrasp.Tests.App.Operators;

public sealed class OperatorSessionTests : IAsyncDisposable
{
    private readonly ManualTime _time = new();
    private readonly List<string> _told = [];
    private readonly List<OperatorSession> _made = [];

    public async ValueTask DisposeAsync()
    {
        foreach (OperatorSession session in _made)
            await session.DisposeAsync();
    }

    [Fact]
    public async Task Hear_TaskAndConfirmation_SendsTheGoal()
    {
        var robot = new FakeOperatorRobot();
        OperatorSession session = Start(robot);

        session.Hear(new OperatorUtterance("take the red cup"));
        await session.SettleAsync();
        Assert.Empty(robot.Sent);
        session.Hear(new OperatorUtterance("confirm 1"));
        await session.SettleAsync();

        Assert.Equal(["goal take the red cup"], robot.Sent);
    }

    [Fact]
    public async Task Hear_Stop_IsRepeatedUntilLatched()
    {
        var robot = new FakeOperatorRobot { LatchesWithStop = 3 };
        OperatorSession session = Start(robot);

        session.Hear(new OperatorUtterance("stop"));
        Assert.Equal(["stop"], robot.Sent);
        Task settled = session.SettleAsync();
        while (!settled.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Assert.Equal(["stop", "stop", "stop"], robot.Sent);
        Assert.Contains(_told, t => t.StartsWith("Stopped.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hear_StopNeverConfirmed_SendsTheOperatorToTheEmergencyStop()
    {
        var robot = new FakeOperatorRobot { LatchesWithStop = 0 };
        OperatorSession session = Start(robot);

        session.Hear(new OperatorUtterance("halt"));
        Task settled = session.SettleAsync();
        while (!settled.IsCompleted)
        {
            _time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Assert.Contains(_told, t => t.Contains("use the emergency stop", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Time_ConfirmationTooLate_SaysSoByItselfAndSendsNothing()
    {
        var robot = new FakeOperatorRobot();
        OperatorSession session = Start(robot);
        session.Hear(new OperatorUtterance("clear the table"));

        _time.Advance(OperatorDialogue.ConfirmWithin);
        Assert.Contains(_told, t => t.Contains("not confirmed", StringComparison.Ordinal));
        session.Hear(new OperatorUtterance("confirm 1"));
        await session.SettleAsync();

        Assert.Empty(robot.Sent);
    }

    [Fact]
    public async Task Hear_PauseAndResume_ResetsAndSendsTheTaskAgain()
    {
        var robot = new FakeOperatorRobot();
        OperatorSession session = Start(robot);
        foreach (string line in new[] { "clear the table", "yes", "pause", "resume", "yes" })
        {
            session.Hear(new OperatorUtterance(line));
            await session.SettleAsync();
            if (line == "pause")
                robot.Told!(new PlanNews("ended", "Stopped.", "Failed", "clear the table"));
        }

        Assert.Equal(["goal clear the table", "stop", "reset", "goal clear the table"], robot.Sent);
    }

    [Fact]
    public async Task Hear_Look_TellsWhatIsSeen()
    {
        OperatorSession session = Start(new FakeOperatorRobot());
        IReadOnlyList<string>? saw = null;
        session.Saw = labels => saw = labels;

        session.Hear(new OperatorUtterance("what do you see"));
        await session.SettleAsync();

        Assert.Contains("I see: a red cup.", _told);
        Assert.Equal(["red cup"], saw);
    }

    [Fact]
    public async Task BoundedLines_BadBytesAndEndlessLine_AreReadAndAnswered()
    {
        byte[] input = [0xff, 0xfe, 0xc3, (byte)'\n', .. Enumerable.Repeat((byte)'x', 100_000), (byte)'\n', (byte)'\n', 0, 27, (byte)'['];
        var robot = new FakeOperatorRobot();
        OperatorSession session = Start(robot);
        var lines = new BoundedLines(new MemoryStream(input));

        await new OperatorChat(session, null, _told.Add).RunAsync(lines.ReadAsync, inOrder: true, TestContext.Current.CancellationToken);

        Assert.Empty(robot.Sent);
        Assert.True(_told.Count >= 4);
        Assert.All(_told, t => Assert.DoesNotContain(t, c => char.IsControl(c) && c != '\n'));
        Assert.Equal(GateMode.Running, robot.Mode);
    }

    private OperatorSession Start(FakeOperatorRobot robot)
    {
        var session = new OperatorSession(robot, new OperatorDialogue(IntentParser.BuiltIn), _time, _told.Add);
        _made.Add(session);
        return session;
    }
}
