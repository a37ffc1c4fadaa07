using DexGrasp.Drivers.Mqtt;
using Xunit;

namespace DexGrasp.Tests.Drivers.Mqtt;

public sealed class EmbeddedBrokerTests
{
    [Fact]
    public async Task Start_PortInUse_NamesPortAndWayOut()
    {
        await using EmbeddedBroker first = await EmbeddedBroker.StartAsync(0);

        BrokerException error = await Assert.ThrowsAsync<BrokerException>(() => EmbeddedBroker.StartAsync(first.Address.Port));

        Assert.Contains($"{first.Address.Port}", error.Message, StringComparison.Ordinal);
        Assert.Contains("--broker", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_TwoOnFreePorts_BothRun()
    {
        await using EmbeddedBroker first = await EmbeddedBroker.StartAsync(0), second = await EmbeddedBroker.StartAsync(0);

        Assert.NotEqual(first.Address.Port, second.Address.Port);
        await using var link = new MqttLink(second.Address, "test");
        await link.StartAsync(TestContext.Current.CancellationToken);
        Assert.True(link.IsConnected);
    }

    [Fact]
    public async Task Start_LinkWithoutBroker_SaysWhereAndWhatToDo()
    {
        BrokerAddress gone;
        await using (EmbeddedBroker broker = await EmbeddedBroker.StartAsync(0))
            gone = broker.Address;
        await using var link = new MqttLink(gone, "test");

        BrokerException error = await Assert.ThrowsAsync<BrokerException>(() => link.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains(gone.ToString(), error.Message, StringComparison.Ordinal);
        Assert.False(await link.PublishAsync(new Topic("a", 0), [1], TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("broker", "broker", 1883)]
    [InlineData("10.0.0.7:8883", "10.0.0.7", 8883)]
    [InlineData("[::1]:1884", "::1", 1884)]
    [InlineData("::1", "::1", 1883)]
    public void Parse_Address_GivesHostAndPort(string text, string host, int port) => Assert.Equal(new BrokerAddress(host, port), BrokerAddress.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("host:")]
    [InlineData("host:0")]
    [InlineData("host:70000")]
    [InlineData("host:mqtt")]
    [InlineData("my host")]
    public void Parse_NoAddress_SaysWhatIsNeeded(string text) => Assert.Throws<FormatException>(() => BrokerAddress.Parse(text));
}
