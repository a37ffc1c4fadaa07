using DexGrasp.Planner.Language;
using DexGrasp.Planner.Operators;
using DexGrasp.Planner.Voice;
using Xunit;

namespace DexGrasp.Tests.Planner.Voice;

public sealed class VoiceListenerTests : IDisposable
{
    private readonly VoiceListener _listener = new(CommandGrammar.OfView(["red cup", "blue bottle", "banana", "green box"], Vocabulary.BuiltIn));

    public void Dispose() => _listener.Dispose();

    [Theory]
    [InlineData("take the red cup", OperatorIntent.Task)]
    [InlineData("what do you see", OperatorIntent.Look)]
    [InlineData("report status", OperatorIntent.Status)]
    [InlineData("confirm three", OperatorIntent.Confirm)]
    public void Take_SpokenCommand_IsUnderstood(string words, OperatorIntent intent)
    {
        OperatorUtterance heard = Assert.Single(Hear(SpokenWords.Say(words)));

        Assert.True(heard.IsFinal);
        Assert.True(heard.Confidence >= OperatorDialogue.LeastConfidence, $"\"{heard.Text}\" with confidence {heard.Confidence}");
        Assert.Equal(intent, IntentParser.BuiltIn.Parse(heard).Intent);
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("halt")]
    [InlineData("stop the robot")]
    [InlineData("please stop")]
    [InlineData("stop right now")]
    [InlineData("please pause")]
    public void Take_SpokenStop_Stops(string words) => Assert.Contains(Hear(SpokenWords.Say(words)), u => IntentParser.BuiltIn.FindStop(u.Text) is not null);

    [Theory]
    [InlineData("halt")]
    [InlineData("pause")]
    public void Take_StopThatIsNotSpotted_StopsBeforeTheUtteranceHasEnded(string words)
    {
        OperatorUtterance heard = Assert.Single(Hear(SpokenWords.Say(words)));

        Assert.False(heard.IsFinal);
        Assert.NotNull(IntentParser.BuiltIn.FindStop(heard.Text));
    }

    [Theory]
    [InlineData("the weather was lovely in the mountains")]
    [InlineData("my neighbour bought a second newspaper")]
    public void Take_OtherSpeech_IsRejected(string words) => Assert.All(Hear(SpokenWords.Say(words)), u =>
    {
        Assert.True(u.Confidence < OperatorDialogue.LeastConfidence, $"\"{u.Text}\"");
        Assert.Null(IntentParser.BuiltIn.FindStop(u.Text));
    });

    [Fact]
    public void Take_Silence_HearsNothing() => Assert.Empty(Hear(new short[3 * WavFile.Rate]));

    [Fact]
    public void Take_Noise_MovesNothing()
    {
        var random = new Random(7);
        short[] noise = [.. Enumerable.Range(0, 3 * WavFile.Rate).Select(_ => (short)random.Next(-8000, 8000))];

        Assert.All(Hear(noise), u => Assert.True(u.Confidence < OperatorDialogue.LeastConfidence));
    }

    [Fact]
    public void VoiceListener_NoModel_SaysWhatToInstall() => Assert.Contains(
        "apt-get install", Assert.Throws<VoiceException>(() => new VoiceListener(CommandGrammar.OfVocabulary(Vocabulary.BuiltIn), new SphinxModel("/nowhere"))).Message, StringComparison.Ordinal);

    private List<OperatorUtterance> Hear(short[] sound)
    {
        var heard = new List<OperatorUtterance>();
        foreach (short[] some in sound.Chunk(320))
            heard.AddRange(_listener.Take(some));
        heard.AddRange(_listener.Finish());
        return heard;
    }
}
