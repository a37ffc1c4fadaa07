using DexGrasp.Tests.Drivers.Fakes;
using Xunit;

namespace DexGrasp.Tests.Drivers.Link;

/// <summary>On a real Mosquitto, where it is installed.</summary>
[Collection(nameof(TestMosquitto))]
public sealed class MosquittoMotionTests() : MqttMotionContract(TestMosquitto.StartAsync);

/// <inheritdoc cref="MosquittoMotionTests"/>
[Collection(nameof(TestMosquitto))]
public sealed class MosquittoRefusalTests() : MqttRefusalContract(TestMosquitto.StartAsync);

/// <inheritdoc cref="MosquittoMotionTests"/>
[Collection(nameof(TestMosquitto))]
public sealed class MosquittoStatusTests() : MqttStatusContract(TestMosquitto.StartAsync);
