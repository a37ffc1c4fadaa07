using DexGrasp.App.Evaluation.Voice;
using Xunit;

namespace DexGrasp.Tests.App.Evaluation;

public sealed class VoiceEvaluatorTests
{
    [Fact]
    public void Run_AFewCases_MovesNothingAndHasAllFields()
    {
        VoiceResult result = VoiceEvaluator.Run(VoiceScript.FirstTuningSeed + 1, talkMinutes: 0, part: 150, threads: 1, TestContext.Current.CancellationToken);

        Assert.Equal(0, result.MotionsUnconfirmed);
        Assert.True(result.OutsideRejected.N > 0);
        Assert.Equal("voice", result.Suite);
    }

    [Fact]
    public void Of_SeedForTuning_SharesNeitherVoicesNorSentencesWithTheOthers()
    {
        VoiceScript reported = VoiceScript.Of(0), tuned = VoiceScript.Of(VoiceScript.FirstTuningSeed);

        Assert.Empty(reported.Voices.Intersect(tuned.Voices));
        Assert.Empty(reported.Outside.Intersect(tuned.Outside));
        Assert.True(reported.Outside.Distinct().Count() >= VoiceScript.OutsideCount);
    }
}
