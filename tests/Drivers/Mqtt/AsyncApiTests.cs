using DexGrasp.Drivers.Mqtt;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace DexGrasp.Tests.Drivers.Mqtt;

/// <summary>Holds docs/asyncapi.yaml to the code.</summary>
public sealed class AsyncApiTests
{
    private const string Robot = "any-robot";
    private static readonly YamlMappingNode Root = Load();

    private static IEnumerable<(string Address, int Qos, bool Retain)> Described =>
        from operation in Map(Root, "operations").Children.Values.Cast<YamlMappingNode>()
        let mqtt = Map(Map(operation, "bindings"), "mqtt")
        let channel = Text(Map(operation, "channel"), "$ref").Split('/')[^1]
        select (Text(Map(Map(Root, "channels"), channel), "address"), int.Parse(Text(mqtt, "qos")), bool.Parse(Text(mqtt, "retain")));

    [Fact]
    public void Document_DescribesEveryTopicWithItsDelivery()
    {
        var topics = new Topics(Robot);
        IEnumerable<(string, int, bool)> inCode = topics.All.Append(topics.Camera("any_camera")).Select(t => (t.Name, t.Qos, t.Retained));

        IEnumerable<(string, int, bool)> described = Described.Select(d => (Filled(d.Address), d.Qos, d.Retain));

        Assert.Equal(inCode.Order(), described.Order());
    }

    [Fact]
    public void Document_EveryChannelHasOneOperationAndKnownMessages()
    {
        YamlMappingNode channels = Map(Root, "channels"), messages = Map(Map(Root, "components"), "messages");

        Assert.Equal(channels.Children.Count, Described.Select(d => d.Address).Distinct().Count());
        foreach (YamlMappingNode channel in channels.Children.Values.Cast<YamlMappingNode>())
            foreach (YamlNode reference in Map(channel, "messages").Children.Values)
                Assert.Contains(Text((YamlMappingNode)reference, "$ref").Split('/')[^1], messages.Children.Keys.Select(k => k.ToString()));
    }

    [Fact]
    public void Document_BinaryMessagesAreInTheSchema()
    {
        string schema = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "dexgrasp.proto"));
        string[] names =
        [
            .. from message in Map(Map(Root, "components"), "messages").Children
               where Text((YamlMappingNode)message.Value, "contentType") == "application/x-protobuf"
               let name = Text(Map(Map((YamlMappingNode)message.Value, "payload"), "schema"), "$ref").Split('#')[^1]
               where name == message.Key.ToString()
               select name,
        ];

        Assert.Equal(7, names.Length);
        Assert.All(names, name => Assert.Contains($"message {name} {{", schema, StringComparison.Ordinal));
    }

    [Fact]
    public void Topics_NoCommandIsRetained()
    {
        var topics = new Topics(Robot);

        Assert.All(topics.All.Where(t => t.Name.Contains("/command/", StringComparison.Ordinal)), t => Assert.False(t.Retained));
        Assert.Equal([topics.Status], topics.All.Where(t => t.Retained));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("+")]
    [InlineData("#")]
    [InlineData("robot one")]
    public void Topics_NameThatReachesOthers_IsRefused(string robot)
    {
        Assert.Throws<ArgumentException>(() => new Topics(robot));
        Assert.Throws<ArgumentException>(() => new Topics(Robot).Camera(robot));
    }

    private static string Filled(string address) => address.Replace("{robot}", Robot, StringComparison.Ordinal).Replace("{camera}", "any_camera", StringComparison.Ordinal);

    private static YamlMappingNode Load()
    {
        var yaml = new YamlStream();
        using StreamReader reader = File.OpenText(Path.Combine(AppContext.BaseDirectory, "asyncapi.yaml"));
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents[0].RootNode;
    }

    private static YamlMappingNode Map(YamlMappingNode node, string key) => (YamlMappingNode)node.Children[new YamlScalarNode(key)];

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node.Children[new YamlScalarNode(key)]).Value!;
}
