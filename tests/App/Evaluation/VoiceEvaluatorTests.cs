using DexGrasp.App.Evaluation.Voice;
using Xunit;

namespace DexGrasp.Tests.App.Evaluation;

public sealed class VoiceEvaluatorTests
{
    [Fact]
    public void Run_AFewCases_MovesNothingAndHasAllFields()
    {
        VoiceScript script = VoiceScript.Of(VoiceScript.FirstTuningSeed + 1);
        using var trial = new VoiceTrial(script);
        VoiceOutcome[] outcomes = [.. VoiceCase.Of(script, 1, talkMinutes: 0, part: 1).Where((_, i) => i % 150 == 0).Select(trial.Run)];

        VoiceResult result = VoiceResult.From(1, outcomes, 1, new VoiceProvenance("", null, "", "", "", "", [], [], []));

        Assert.Equal(0, result.MotionsUnconfirmed);
        Assert.True(result.OutsideRejected.N > 0);
        Assert.Equal(outcomes.Count(o => !o.Right), result.Wrong.Count);
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
