using System.CommandLine;
using DexGrasp.App.Policies;
using DexGrasp.Drivers.Mqtt;

namespace DexGrasp.App.Cli;

/// <summary>Options that several commands have, so that they look and mean the same everywhere.</summary>
internal static class SharedOptions
{
    public static Option<FileInfo?> Json() => new("--json") { Description = "also write the result as JSON to FILE", HelpName = "FILE" };

    public static Option<DirectoryInfo> Out(string folder) => new("--out")
    {
        Description = "folder for results; made if it is not there",
        HelpName = "DIR",
        DefaultValueFactory = _ => new DirectoryInfo(folder),
    };

    public static Option<int> Seed() => Ranged("--seed", 0, 0, int.MaxValue, "random seed; the same seed gives the same result", "N");

    public static Option<string> Objects() => new("--objects")
    {
        Description = "object set: train, heldout, flat (for a board), or a JSON file of your own (docs/objects.md)",
        HelpName = "SET|FILE",
        DefaultValueFactory = _ => "train",
    };

    public static Option<string> Scene() => new("--scene")
    {
        Description = "a named scene, a group of them in turn (tables, lights), or a JSON file of your own (docs/scenes.md)",
        HelpName = "NAME|FILE",
        DefaultValueFactory = _ => "default",
    };

    /// <summary>Returns what was given on the command line, or null where the default stands.</summary>
    public static string? Given(ParseResult parsed, Option<string> option) => parsed.GetResult(option) is { Implicit: false } ? parsed.GetValue(option) : null;

    public static Option<string> Policy(params string[] names) => new("--policy")
    {
        Description = $"what grasps: {string.Join(", ", names)}, or a folder with policy.json (docs/models.md)",
        HelpName = "NAME|DIR",
        DefaultValueFactory = _ => names[0],
    };

    public static Option<string?> Tracker() => new("--tracker")
    {
        Description = $"what keeps the target's mask for a learned policy: {string.Join(", ", TrackerChoice.Names)}, or a folder of mask models (docs/segmenter.md); without it {TrackerChoice.Names[0]}",
        HelpName = "NAME|DIR",
    };

    public static Option<string?> Broker(string otherwise) => new("--broker")
    {
        Description = $"address of an MQTT 5 broker; without it {otherwise}",
        HelpName = "HOST:PORT",
    };

    public static Option<string> Robot() => new("--robot")
    {
        Description = "robot card: the name of a shipped one, or a JSON file",
        HelpName = "CARD",
        DefaultValueFactory = _ => "simulated",
    };

    /// <summary>Reads the value of a broker option.</summary>
    /// <exception cref="UserErrorException">It is no address.</exception>
    public static BrokerAddress? ParseBroker(string? text)
    {
        try
        {
            return text is null ? null : BrokerAddress.Parse(text);
        }
        catch (FormatException e)
        {
            throw new UserErrorException($"--broker: {e.Message}", cause: e);
        }
    }

    /// <summary>An integer option that refuses values outside a range by name and range.</summary>
    public static Option<int> Ranged(string name, int standard, int least, int most, string description, string helpName)
    {
        var option = new Option<int>(name) { Description = description, HelpName = helpName, DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value) && (value < least || value > most))
                result.AddError($"{name} {value} is outside [{least}, {most}].");
        });
        return option;
    }

    /// <summary>A text option that refuses everything but a few words.</summary>
    public static Option<string> OneOf(string name, string description, params string[] words)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => words[0] };
        option.AcceptOnlyFromAmong(words);
        return option;
    }
}
