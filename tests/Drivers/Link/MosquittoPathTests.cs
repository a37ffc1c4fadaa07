using DexGrasp.Tests.Drivers.Fakes;
using Xunit;

namespace DexGrasp.Tests.Drivers.Link;

/// <summary>On a real Mosquitto, where it is installed.</summary>
public sealed class MosquittoPathTests : MqttPathContract
{
    private protected override async Task<TestBroker> StartBrokerAsync()
    {
        Assert.SkipWhen(TestMosquitto.Program is null, "Mosquitto is not installed; apt-get install mosquitto makes this test run.");
        return await TestMosquitto.StartAsync();
    }
}
