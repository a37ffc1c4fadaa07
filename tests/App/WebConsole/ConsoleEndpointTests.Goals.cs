using System.Net;
using System.Text.Json;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Drivers.Mqtt.Messages;
using Xunit;

namespace DexGrasp.Tests.App.WebConsole;

/// <content>What is said to the robot.</content>
public sealed partial class ConsoleEndpointTests
{

    [Fact]
    public async Task Goal_Words_AreReadBackAndSentOnlyWhenConfirmed()
    {
        var goals = new List<string?>();
        await using MqttLink robot = await HearAsync(new Topics(Rm75.Model.Name).Goal, m => goals.Add(CommandCodec.TryReadGoal(m.Payload, out GoalRequest? goal, out _) ? goal.Words : null));

        JsonElement proposal = await SayAsync("everything green but the cup");
        Assert.Equal("Plan", proposal.GetProperty("kind").GetString());
        long id = proposal.GetProperty("proposal").GetProperty("id").GetInt64();
        JsonElement second = await SayAsync("take the red cup");
        using HttpResponseMessage stale = await PostAsync("/api/goal/confirm", Json(new { id }));
        using HttpResponseMessage good = await PostAsync("/api/goal/confirm", Json(new { id = second.GetProperty("proposal").GetProperty("id").GetInt64() }));
        using HttpResponseMessage again = await PostAsync("/api/goal/confirm", Json(new { id = second.GetProperty("proposal").GetProperty("id").GetInt64() }));
        while (goals.Count == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Stop);

        Assert.Equal([HttpStatusCode.Conflict, HttpStatusCode.OK, HttpStatusCode.Conflict], new[] { stale, good, again }.Select(a => a.StatusCode));
        Assert.Equal(["take the red cup"], goals);
    }

    [Theory]
    [InlineData("把红色的杯子放进托盘", "把红色的杯子放进托盘")]
    [InlineData("please go home", "go home")]
    public async Task Goal_ConfirmedInWordsByItsNumber_IsSent(string words, string goal)
    {
        var heard = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using MqttLink robot = await HearAsync(new Topics(Rm75.Model.Name).Goal, m => heard.TrySetResult(CommandCodec.TryReadGoal(m.Payload, out GoalRequest? request, out _) ? request.Words : null));

        int number = (await SayAsync(words)).GetProperty("proposal").GetProperty("number").GetInt32();
        Assert.Equal("Told", (await SayAsync("yes")).GetProperty("kind").GetString());
        Assert.Equal("Confirmed", (await SayAsync($"confirm {number}")).GetProperty("kind").GetString());

        Assert.Equal(goal, await heard.Task.WaitAsync(TimeSpan.FromSeconds(20), Stop));
    }

    [Theory]
    [InlineData("don't stop")]
    [InlineData("停")]
    public async Task Goal_StopInWords_StopsAndForgetsWhatWaited(string words)
    {
        long id = (await SayAsync("take the red cup")).GetProperty("proposal").GetProperty("id").GetInt64();

        JsonElement answer = await SayAsync(words);
        using HttpResponseMessage stale = await PostAsync("/api/goal/confirm", Json(new { id }));

        Assert.Equal(("Stop", "unconfirmed"), (answer.GetProperty("kind").GetString(), answer.GetProperty("stop").GetProperty("phase").GetString()));
        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
    }

    [Theory]
    [InlineData("status", "Told")]
    [InlineData("reset", "Refused")]
    [InlineData("make me a coffee", "Refused")]
    [InlineData("qwertz", "NotUnderstood")]
    public async Task Goal_NoTask_IsAnswered(string words, string kind)
    {
        JsonElement answer = await SayAsync(words);

        Assert.Equal(kind, answer.GetProperty("kind").GetString());
        Assert.NotEqual("", answer.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("make me a coffee")]
    [InlineData("qwertz")]
    public async Task Goal_NotATask_LeavesNothingToConfirm(string words)
    {
        JsonElement answer = await SayAsync(words);

        Assert.NotEqual("Plan", answer.GetProperty("kind").GetString());
        Assert.False(answer.TryGetProperty("proposal", out _));
    }
}
