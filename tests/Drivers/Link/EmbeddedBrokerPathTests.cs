using DexGrasp.Drivers.Mqtt;
using DexGrasp.Tests.Drivers.Fakes;

namespace DexGrasp.Tests.Drivers.Link;

/// <summary>On the broker that DexGrasp brings along.</summary>
public sealed class EmbeddedBrokerPathTests : MqttPathContract
{
    private protected override async Task<TestBroker> StartBrokerAsync() => new TestEmbeddedBroker(await EmbeddedBroker.StartAsync(0));
}
