using System.Diagnostics;
using DexGrasp.App.Cli;

namespace DexGrasp.App.Evaluation.Voice;

/// <summary>Measures how well spoken commands are understood, with speech of a synthesiser.</summary>
internal static class VoiceEvaluator
{
    /// <summary>Runs an evaluation.</summary>
    /// <param name="seed">Of script and noise; from <see cref="VoiceScript.FirstTuningSeed"/> on for tuning.</param>
    /// <param name="talkMinutes">Minutes of speech about other things.</param>
    /// <param name="part">Every n-th case is taken.</param>
    /// <param name="threads">Worker threads; the latency is best measured with one.</param>
    /// <param name="stop">Ends the evaluation without a result.</param>
    /// <exception cref="UserErrorException">espeak-ng is missing.</exception>
    /// <exception cref="Planner.Voice.VoiceException">PocketSphinx is missing.</exception>
    public static VoiceResult Run(int seed, int talkMinutes, int part, int threads, CancellationToken stop)
    {
        long start = Stopwatch.GetTimestamp();
        VoiceScript script = VoiceScript.Of(seed);
        List<VoiceCase> cases = VoiceCase.Of(script, seed, talkMinutes, part);
        VoiceOutcome[] outcomes = SceneWorkers.Run("eval voice", cases.Count, threads, () => new VoiceTrial(script), (trial, i) => trial.Run(cases[i]), stop);
        var provenance = new VoiceProvenance(
            BuildInfo.Version, BuildInfo.Commit, BuildInfo.Dotnet, BuildInfo.Platform, "PocketSphinx 0.8+5prealpha, pocketsphinx-en-us", "espeak-ng", script.Voices, script.SpeedsWordsPerMinute, script.View);
        return VoiceResult.From(seed, outcomes, Stopwatch.GetElapsedTime(start).TotalSeconds, provenance);
    }

    /// <summary>Says in a few lines what was found.</summary>
    public static void Print(VoiceResult result, TextWriter output)
    {
        static string Text(RateInterval rate) => $"{100 * rate.Rate:0.0} % [{100 * rate.Low:0.0}, {100 * rate.High:0.0}] of {rate.N}";
        foreach ((string condition, RateInterval rate) in result.StopAlike)
            output.WriteLine($"stops      {condition,-6} {Text(rate)}");
        foreach ((string condition, RateInterval rate) in result.Meaning)
            output.WriteLine($"meaning    {condition,-6} {Text(rate)}");
        foreach ((string voice, RateInterval rate) in result.MeaningByVoice)
            output.WriteLine($"           {voice,-10} {Text(rate)}");
        output.WriteLine($"other sentences rejected {Text(result.OutsideRejected)}; without a motion read back {Text(result.OutsideNoMotion)}");
        output.WriteLine($"{result.TalkMinutes:0.0} min of other speech: {result.FalseProposals} motions read back, {result.FalseStops} stops; motions without confirmation in all: {result.MotionsUnconfirmed}");
        output.WriteLine($"stop after the word's end: p50 {result.StopLatencyP50Ms:0} ms, p95 {result.StopLatencyP95Ms:0} ms; {result.ComputePerAudio:0.00} s of computing for a second of sound");
    }
}
