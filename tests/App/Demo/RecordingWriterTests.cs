using System.Text.Json;
using DexGrasp.App.Demo;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.App.Demo;

public sealed class RecordingWriterTests
{
    [Fact]
    public void Dispose_EventsAndStates_LeavesWholeLinesAtTheStatePeriod()
    {
        using var folder = new TemporaryFolder();
        string path = folder["recording.jsonl"];
        using (var recording = new RecordingWriter(path, TimeSpan.FromMilliseconds(100)))
        {
            recording.Add(new DemoEvent(0.5, "plan", "clear the table"));
            for (int i = 0; i < 100; i++)
                recording.Add(State(i, TimeSpan.FromMilliseconds(10 * i)));
            Assert.False(File.Exists(path));
        }

        JsonElement[] lines = [.. File.ReadLines(path).Select(l => JsonDocument.Parse(l).RootElement)];
        Assert.Equal(11, lines.Length);
        Assert.Equal("plan", lines[0].GetProperty("kind").GetString());
        Assert.Equal(RobotModel.Dof, lines[1].GetProperty("positions_rad").GetArrayLength());
        Assert.Equal([path], Directory.GetFiles(folder.Folder));
    }

    private static RobotState State(long number, TimeSpan at)
    {
        var zero = new double[RobotModel.Dof];
        return new RobotState(number, at, zero, zero, zero, zero, GateMode.Running, Guid.Empty, 3);
    }
}
