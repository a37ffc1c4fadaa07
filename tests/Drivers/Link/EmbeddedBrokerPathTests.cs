using DexGrasp.Tests.Drivers.Fakes;
using Xunit;

namespace DexGrasp.Tests.Drivers.Link;

/// <summary>On the broker that DexGrasp brings along.</summary>
[Collection(nameof(TestEmbeddedBroker))]
public sealed class EmbeddedBrokerMotionTests() : MqttMotionContract(TestEmbeddedBroker.StartAsync);

/// <inheritdoc cref="EmbeddedBrokerMotionTests"/>
[Collection(nameof(TestEmbeddedBroker))]
public sealed class EmbeddedBrokerRefusalTests() : MqttRefusalContract(TestEmbeddedBroker.StartAsync);

/// <inheritdoc cref="EmbeddedBrokerMotionTests"/>
[Collection(nameof(TestEmbeddedBroker))]
public sealed class EmbeddedBrokerStatusTests() : MqttStatusContract(TestEmbeddedBroker.StartAsync);
