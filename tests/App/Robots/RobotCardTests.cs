using DexGrasp.App.Cli;
using DexGrasp.App.Robots;
using DexGrasp.Core.Skills;
using Xunit;

namespace DexGrasp.Tests.App.Robots;

public sealed class RobotCardTests
{
    [Fact]
    public void Load_ShippedCard_GivesRobotAndBroker()
    {
        RobotCard card = RobotCard.Load("simulated");

        Assert.Equal("simulated", card.Device);
        Assert.Equal(card.Model, card.Robot.Name);
        Assert.Equal(1883, card.Address.Port);
    }

    [Fact]
    public void Load_CardOfARobotAtABoard_GivesItsCellAndRestPose()
    {
        RobotCard card = RobotCard.Load("simulated-board");

        Assert.False(card.Cell.HasTray);
        Assert.Equal(Board.Robot.HomeRad.ToArray(), card.Robot.HomeRad.ToArray());
        Assert.True(RobotCard.Load("simulated").Cell.HasTray);
    }

    [Fact]
    public void Load_UnknownCard_ListsThoseThereAre()
    {
        UserErrorException error = Assert.Throws<UserErrorException>(() => RobotCard.Load("no-such-robot"));

        Assert.Equal(ExitCode.BadInput, error.ExitCode);
        Assert.Contains("simulated", error.Remedy);
    }

    [Theory]
    [InlineData("""{"version":2,"model":"rm75-hand","device":"simulated","broker":"127.0.0.1:1883"}""", "version")]
    [InlineData("""{"version":1,"model":"ur5","device":"simulated","broker":"127.0.0.1:1883"}""", "model")]
    [InlineData("""{"version":1,"model":"rm75-hand","device":"can","broker":"127.0.0.1:1883"}""", "device")]
    [InlineData("""{"version":1,"model":"rm75-hand","device":"simulated","broker":"host:99999"}""", "broker")]
    [InlineData("""{"version":1,"model":"rm75-hand","device":"simulated"}""", "broker")]
    [InlineData("""{"version":1,"model":"rm75-hand","device":"simulated","broker":"h","speed":9}""", "speed")]
    [InlineData("""{"version":1,"model":"rm75-hand","device":"simulated","broker":"127.0.0.1:1883","furniture":"sofa"}""", "furniture")]
    [InlineData("""{"version":1,""", "LineNumber")]
    public void Load_WrongField_NamesIt(string json, string field)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["card.json"], json);

        UserErrorException error = Assert.Throws<UserErrorException>(() => RobotCard.Load(folder["card.json"]));

        Assert.Contains(field, error.Message);
        Assert.Contains("card.json", error.Message);
    }
}
