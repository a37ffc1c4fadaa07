namespace DexGrasp.App.Evaluation.Voice;

/// <summary>The result of <c>eval voice</c>. Speech of a synthesiser says little about people's.</summary>
/// <param name="Suite">"voice".</param>
/// <param name="Seed">Seed of script and noise.</param>
/// <param name="StopAlike">Stopping words that stopped, by condition.</param>
/// <param name="Meaning">Commands that were understood, by condition.</param>
/// <param name="MeaningByVoice">The same without noise, by voice.</param>
/// <param name="OutsideRejected">Sentences about other things that did nothing, not even stop.</param>
/// <param name="OutsideNoMotion">Sentences about other things that asked for no motion.</param>
/// <param name="TalkMinutes">How long there was other speech. Unit: min.</param>
/// <param name="FalseProposals">Commands of class 2 that were read back in that time.</param>
/// <param name="FalseStops">Stops in that time.</param>
/// <param name="MotionsUnconfirmed">Motions that were begun in the whole evaluation; nobody confirmed any.</param>
/// <param name="StopLatencyP50Ms">From the end of a stopping word to the stop, sound and computing. Unit: ms.</param>
/// <param name="StopLatencyP95Ms">Unit: ms.</param>
/// <param name="ComputePerAudio">Computing time for a second of sound.</param>
/// <param name="WallS">Unit: s.</param>
/// <param name="Provenance">Where the result comes from.</param>
/// <param name="Wrong">All cases that went wrong.</param>
public sealed record VoiceResult(
    string Suite, int Seed, IReadOnlyDictionary<string, RateInterval> StopAlike, IReadOnlyDictionary<string, RateInterval> Meaning, IReadOnlyDictionary<string, RateInterval> MeaningByVoice,
    RateInterval OutsideRejected, RateInterval OutsideNoMotion, double TalkMinutes, int FalseProposals, int FalseStops, int MotionsUnconfirmed, double StopLatencyP50Ms, double StopLatencyP95Ms,
    double ComputePerAudio, double WallS, VoiceProvenance Provenance, IReadOnlyList<VoiceOutcome> Wrong)
{
    /// <summary>Sums outcomes up.</summary>
    public static VoiceResult From(int seed, IReadOnlyList<VoiceOutcome> outcomes, double wallS, VoiceProvenance provenance)
    {
        static RateInterval Rate(IEnumerable<VoiceOutcome> of, Func<VoiceOutcome, bool> holds) => RateInterval.Wilson(of.Count(holds), of.Count());
        ILookup<string, VoiceOutcome> kinds = outcomes.ToLookup(o => o.Kind);
        Dictionary<string, RateInterval> By(string kind, Func<VoiceOutcome, string> key) =>
            kinds[kind].GroupBy(key).ToDictionary(g => g.Key, g => Rate(g, o => o.Right));
        double[] latencies = [.. kinds["stop"].Where(o => o.StopLatencyMs is not null).Select(o => o.StopLatencyMs!.Value).Order()];
        double Quantile(double share) => latencies.Length == 0 ? 0 : latencies[Math.Min(latencies.Length - 1, (int)(share * latencies.Length))];
        return new VoiceResult(
            "voice", seed, By("stop", o => o.Condition), By("command", o => o.Condition),
            kinds["command"].Where(o => o.Condition == "clean").GroupBy(o => o.Voice).ToDictionary(g => g.Key, g => Rate(g, o => o.Right)),
            Rate(kinds["outside"], o => o.Right), Rate(kinds["outside"], o => o.Proposals == 0 && o.Motions == 0),
            Math.Round(kinds["talk"].Sum(o => o.AudioS) / 60, 2), kinds["talk"].Sum(o => o.Proposals), kinds["talk"].Sum(o => o.Stops), outcomes.Sum(o => o.Motions),
            Quantile(0.5), Quantile(0.95), Math.Round(outcomes.Sum(o => o.ComputeS) / Math.Max(1e-9, outcomes.Sum(o => o.AudioS)), 3), Math.Round(wallS, 1), provenance,
            [.. outcomes.Where(o => !o.Right)]);
    }
}
