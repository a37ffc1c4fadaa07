using System.Diagnostics;
using DexGrasp.Core.Messages;
using DexGrasp.Planner.Language;
using DexGrasp.Planner.Operators;
using DexGrasp.Planner.Voice;

namespace DexGrasp.App.Evaluation.Voice;

/// <summary>Plays sound to the listener and lets the dialogue answer, as <c>dexgrasp operator --voice</c> does. One a thread.</summary>
internal sealed class VoiceTrial(VoiceScript script) : IDisposable
{
    private const int Step = WavFile.Rate / 50;
    private readonly VoiceListener _listener = new(CommandGrammar.OfView(script.View, Vocabulary.BuiltIn));

    /// <summary>Runs one case.</summary>
    public VoiceOutcome Run(VoiceCase what)
    {
        var random = new Random(what.Seed);
        short[][] said = [.. what.Text.Split('\n').Select(text => SpeechMaker.Say(text, what.Voice, what.WordsPerMinute))];
        short[] sound = [.. said.SelectMany(s => SpeechMaker.InNoise(s, what.SnrDb, random))];
        var dialogue = new OperatorDialogue(IntentParser.BuiltIn);
        dialogue.Notice(GateMode.Running);
        List<string> heard = [];
        List<OperatorCommand> commands = [];
        int stops = 0, proposals = 0, motions = 0;
        double? latency = null;
        long start = Stopwatch.GetTimestamp(), before = _listener.Taken;

        void Take(IReadOnlyList<OperatorUtterance> utterances, TimeSpan computing)
        {
            foreach (OperatorUtterance utterance in utterances)
            {
                int pending = dialogue.Pending?.Number ?? 0;
                double atS = (double)(_listener.Taken - before) / WavFile.Rate;
                DialogueTurn turn = dialogue.Hear(utterance, TimeSpan.FromSeconds(atS));
                heard.Add($"{utterance.Text} ({utterance.Confidence:0.00})");
                if (turn.Command is { } command && (command.Class == CommandClass.Stop || utterance.Confidence >= OperatorDialogue.LeastConfidence))
                    commands.Add(command);
                bool stopped = turn.Actions.Any(a => a.Kind == OperatorActionKind.Stop);
                stops += stopped ? 1 : 0;
                proposals += dialogue.Pending is { } now && now.Number != pending ? 1 : 0;
                motions += turn.Actions.Count(a => a.IsMotion);
                if (stopped)
                    latency ??= ((atS - ((double)SpeechMaker.EndOfSpeech(said[0]) / WavFile.Rate)) * 1000) + computing.TotalMilliseconds;
            }
        }

        for (int at = 0; at < sound.Length; at += Step)
        {
            long began = Stopwatch.GetTimestamp();
            IReadOnlyList<OperatorUtterance> utterances = _listener.Take(sound.AsSpan(at, Math.Min(Step, sound.Length - at)));
            Take(utterances, Stopwatch.GetElapsedTime(began));
        }

        Take(_listener.Finish(), TimeSpan.Zero);
        bool right = what.Kind switch
        {
            "stop" => stops > 0,
            "command" => stops == 0 && commands.Count == 1 && SameMeaning(what.Text, commands[0]),
            _ => commands.Count == 0 && stops == 0,
        };
        return new VoiceOutcome(
            what.Kind, what.Condition, what.Kind == "talk" ? $"{said.Length} sentences" : what.Text, what.Voice, what.WordsPerMinute, string.Join("; ", heard), right, stops, proposals, motions,
            latency is { } ms ? Math.Round(ms, 1) : null, Math.Round((double)sound.Length / WavFile.Rate, 2), Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds, 3));
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private static bool SameMeaning(string said, OperatorCommand command)
    {
        OperatorCommand meant = IntentParser.BuiltIn.Parse(new OperatorUtterance(said));
        return meant.Intent == command.Intent && meant.Number == command.Number && (meant.Intent != OperatorIntent.Task || meant.Meaning == command.Meaning);
    }
}
