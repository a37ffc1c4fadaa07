namespace DexGrasp.App.Evaluation.Voice;

/// <summary>What is said in an evaluation of voice, and by whom. Seeds from 100000 on give other voices and other sentences, for tuning.</summary>
/// <param name="Voices">Five voices of espeak-ng.</param>
/// <param name="SpeedsWordsPerMinute">Three speeds.</param>
/// <param name="View">What the planner calls the objects on the table.</param>
/// <param name="Stops">Words that have to stop.</param>
/// <param name="Commands">Commands that stop nothing.</param>
/// <param name="Outside">Speech about other things.</param>
internal sealed record VoiceScript(
    IReadOnlyList<string> Voices, IReadOnlyList<int> SpeedsWordsPerMinute, IReadOnlyList<string> View, IReadOnlyList<string> Stops, IReadOnlyList<string> Commands, IReadOnlyList<string> Outside)
{
    /// <summary>The first seed that is for tuning.</summary>
    public const int FirstTuningSeed = 100_000;

    /// <summary>How many sentences are about other things.</summary>
    public const int OutsideCount = 200;

    private static readonly string[] AllStops = ["stop", "halt", "pause", "stop the robot", "don't stop", "please stop"];
    private static readonly string[] Others =
    [
        "resume the task", "go to the home position", "release the object", "open your hand", "cancel that", "never mind that", "report status", "what are you doing",
        "what do you see", "what can i say", "confirm one", "confirm three", "confirm four", "confirm eight", "clear the table",
    ];

    /// <summary>Makes the script of a seed.</summary>
    public static VoiceScript Of(int seed)
    {
        bool tunes = seed >= FirstTuningSeed;
        var random = new Random(seed);
        string[] nouns = tunes ? ["banana", "hammer", "bowl", "torch", "pear", "carton", "sponge"] : ["cup", "bottle", "box", "lemon", "screwdriver", "apple", "mushroom", "jar"];
        string[] colours = ["red", "blue", "green", "yellow", "white", "black", "brown", "purple"];
        random.Shuffle(colours);
        string[] view = [.. nouns.Select((noun, i) => $"{colours[i % colours.Length]} {noun}")];
        string[] verbs = ["take", "pick up", "grab", "lift", "fetch", "grasp", "get"];
        string[] tasks = [.. view.Select((label, i) => i == 0 ? $"put the {label} in the tray" : $"{verbs[(i + seed) % verbs.Length]} the {label}"), $"everything {colours[0]}", $"take the {nouns[1]}", $"pick up the {nouns[2]}"];
        string[] outside = [.. OtherSpeech.Sentences(tunes)];
        random.Shuffle(outside);
        return new VoiceScript(
            tunes ? ["en-us+m1", "en-us+f1", "en-us+m5", "en-us+f5", "en-us+m7"] : ["en-us", "en-us+f2", "en-us+m3", "en-us+f4", "en-us+m2"],
            tunes ? [140, 155, 175] : [135, 160, 180], view, AllStops, [.. Others, .. tasks], outside);
    }
}
