using DexGrasp.Planner.Operators;

namespace DexGrasp.App.Operators;

/// <summary>Hands typed lines to a session until the input ends or the operator leaves.</summary>
/// <param name="session">Gets the words.</param>
/// <param name="voice">Spoken words, for push-to-talk; null for none.</param>
/// <param name="tell">Is told what the operator should know.</param>
internal sealed class OperatorChat(OperatorSession session, VoiceInput? voice, Action<string> tell)
{
    private static readonly string[] Leave = ["quit", "exit", "bye"];

    /// <summary>Gets or sets whether sound is listened to only between the line "talk" and the next one.</summary>
    public bool PushToTalk { get; set; }

    /// <summary>Runs the chat.</summary>
    /// <param name="read">Gives the next line; null at the end.</param>
    /// <param name="inOrder">Whether a line waits until what the line before began is done: for scripts.</param>
    /// <param name="end">Ends it.</param>
    public async Task RunAsync(Func<CancellationToken, ValueTask<string?>> read, bool inOrder, CancellationToken end)
    {
        while (await read(end).ConfigureAwait(false) is { } line)
        {
            string word = line.Trim();
            if (Leave.Contains(word, StringComparer.OrdinalIgnoreCase))
                return;
            bool switches = PushToTalk && voice is not null && (voice.IsOpen || word == "talk");
            if (switches)
                await TalkAsync(voice!).ConfigureAwait(false);

            // The Enter that ends the talking confirms nothing.
            if (!switches || (word.Length > 0 && word != "talk"))
                session.Hear(new OperatorUtterance(line));
            if (inOrder)
                await session.SettleAsync().ConfigureAwait(false);
        }
    }

    private async Task TalkAsync(VoiceInput microphone)
    {
        microphone.IsOpen = !microphone.IsOpen;
        if (microphone.IsOpen)
            tell("listening; Enter ends it");
        else
            await microphone.FinishAsync().ConfigureAwait(false);
    }
}
