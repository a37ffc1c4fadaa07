using DexGrasp.Sim.Objects;
using Xunit;

namespace DexGrasp.Tests.Sim.Objects;

/// <summary>Generated objects of every noun.</summary>
public sealed class NounGeneratorTests
{
    public static TheoryData<string> Nouns => [.. NounGenerator.Nouns];

    [Theory]
    [MemberData(nameof(Nouns))]
    public void Make_EveryNoun_FitsTheHand(string noun)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            ObjectSpec spec = NounGenerator.Make(noun, new Random(seed));
            Assert.Equal(noun, spec.Words.Category);
            Assert.True(HandReach.Fits(spec), $"{noun}, seed {seed}: {HandReach.NarrowestWidthM(spec):0.000} m wide");
            Assert.InRange(spec.MassKg, 0.005, 2);
        }
    }

    [Fact]
    public void Make_SameSeed_GivesTheSameObject() =>
        Assert.Equal(NounGenerator.Make("brush", new Random(3)).Parts, NounGenerator.Make("brush", new Random(3)).Parts);

    [Fact]
    public void Make_UnknownNoun_SaysWhatThereIs() =>
        Assert.Contains("banana", Assert.Throws<ArgumentException>(() => NounGenerator.Make("unicorn", new Random(1))).Message, StringComparison.Ordinal);
}
