using System.CommandLine;
using DexGrasp.App.Evaluation.Voice;

namespace DexGrasp.App.Cli;

/// <summary><c>dexgrasp eval voice</c>: spoken commands, in a synthesiser's speech with and without noise.</summary>
internal static class EvalVoiceCommand
{
    public static Command Create()
    {
        Option<int> seed = SharedOptions.Ranged("--seed", 0, 0, int.MaxValue, $"of what is said and of the noise; from {VoiceScript.FirstTuningSeed} on other voices and sentences, for tuning", "N");
        Option<int> minutes = SharedOptions.Ranged("--talk-minutes", 10, 0, 600, "minutes of speech about other things", "N");
        Option<int> part = SharedOptions.Ranged("--every", 1, 1, 1000, "take every N-th stop and command only, for a quick look", "N");
        Option<int> threads = SharedOptions.Ranged("--threads", 1, 1, 1024, "worker threads; they lengthen the latency that is measured", "N");
        Option<FileInfo?> json = SharedOptions.Json();
        var command = new Command("voice", "say commands and other things with espeak-ng, and see what is understood; nothing moves") { seed, minutes, part, threads, json };
        command.SetAction((parsed, stop) =>
        {
            VoiceResult result = VoiceEvaluator.Run(parsed.GetValue(seed), parsed.GetValue(minutes), parsed.GetValue(part), parsed.GetValue(threads), stop);
            ResultJson.Write(parsed.GetValue(json), result);
            VoiceEvaluator.Print(result, parsed.InvocationConfiguration.Output);
            return Task.FromResult(result.MotionsUnconfirmed == 0 ? ExitCode.Success : ExitCode.Failure);
        });
        return command;
    }
}
