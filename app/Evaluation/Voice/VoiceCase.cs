namespace DexGrasp.App.Evaluation.Voice;

/// <summary>One thing that is said in an evaluation.</summary>
/// <param name="Kind">"stop", "command", "outside" or "talk" (much of it, one sentence after the other).</param>
/// <param name="Condition">"clean", "20 dB" or "10 dB".</param>
/// <param name="Text">What is said; with "talk", sentences parted by line feeds.</param>
/// <param name="Voice">espeak-ng's voice.</param>
/// <param name="WordsPerMinute">Speed.</param>
/// <param name="Seed">Of the noise.</param>
internal sealed record VoiceCase(string Kind, string Condition, string Text, string Voice, int WordsPerMinute, int Seed)
{
    /// <summary>The conditions with their noise.</summary>
    public static IReadOnlyList<(string Name, double? SnrDb)> Conditions { get; } = [("clean", null), ("20 dB", 20), ("10 dB", 10)];

    /// <summary>Gets the noise. Unit: dB; null for none.</summary>
    public double? SnrDb => Conditions.First(c => c.Name == Condition).SnrDb;

    /// <summary>Makes all cases of a script.</summary>
    /// <param name="script">What is said.</param>
    /// <param name="seed">Of the evaluation.</param>
    /// <param name="talkMinutes">How long speech about other things goes on.</param>
    /// <param name="part">Every n-th stop and command is taken; 1 for all.</param>
    public static List<VoiceCase> Of(VoiceScript script, int seed, int talkMinutes, int part)
    {
        var cases = new List<VoiceCase>();
        void Add(string kind, string condition, string text, string voice, int speed) => cases.Add(new VoiceCase(kind, condition, text, voice, speed, unchecked((seed * 100_003) + cases.Count)));
        foreach ((string condition, _) in Conditions)
            foreach (string voice in script.Voices)
                foreach (int speed in script.SpeedsWordsPerMinute)
                {
                    foreach (string text in script.Stops)
                        Add("stop", condition, text, voice, speed);
                    foreach (string text in script.Commands)
                        Add("command", condition, text, voice, speed);
                }

        int n = script.Voices.Count, m = script.SpeedsWordsPerMinute.Count;
        for (int i = 0; i < VoiceScript.OutsideCount; i++)
            Add("outside", "clean", script.Outside[i % script.Outside.Count], script.Voices[i % n], script.SpeedsWordsPerMinute[i / n % m]);

        // Some 20 sentences are a minute.
        for (int minute = 0; minute < talkMinutes; minute++)
            Add("talk", "clean", string.Join('\n', Enumerable.Range(0, 20).Select(i => script.Outside[(VoiceScript.OutsideCount + (20 * minute) + i) % script.Outside.Count])), script.Voices[minute % n], script.SpeedsWordsPerMinute[minute % m]);
        return [.. cases.Where((c, i) => i % part == 0 || c.Kind is "outside" or "talk")];
    }
}
