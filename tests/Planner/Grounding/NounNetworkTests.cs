using DexGrasp.Controller.Perception;
using DexGrasp.Core.Robots;
using DexGrasp.Planner.Grounding;
using DexGrasp.Planner.Language;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.Planner.Grounding;

/// <summary>The shipped network.</summary>
public sealed class NounNetworkTests
{
    [Fact]
    public void Nouns_AreTheVocabularysCategoriesButForFlatThingsThatAreKnownBySizeAlone() =>
        Assert.Equal(
            ["briefcase", "cookie tin", "keyboard", "pizza box", "tablet"],
            Vocabulary.BuiltIn.Categories.Keys.Except(NounNetwork.BuiltIn.Nouns).Order(StringComparer.Ordinal));

    [Fact]
    public void Nouns_AreAllInTheVocabulary() => Assert.Empty(NounNetwork.BuiltIn.Nouns.Except(Vocabulary.BuiltIn.Categories.Keys));

    [Fact]
    public void Nouns_AllHaveAGenerator() =>
        Assert.Equal(NounGenerator.Nouns.Order(StringComparer.Ordinal), NounNetwork.BuiltIn.Nouns.Order(StringComparer.Ordinal));

    [Fact]
    public void Probabilities_EmptySignature_SumToOne()
    {
        var empty = new ObjectSignature(new float[ObjectSignature.Channels * ObjectSignature.Side * ObjectSignature.Side], new float[ObjectSignature.NumberCount]);
        double[] p = NounNetwork.BuiltIn.Probabilities(empty);
        Assert.Equal(1, p.Sum(), 6);
        Assert.All(p, v => Assert.InRange(v, 0, 1));
    }

    [Fact]
    public void Look_RenderedScene_SignaturesAreFiniteAndFillTheCrop()
    {
        RenderedScene scene = RenderedScene.Make(SceneSpec.Default.WithCount(5), ObjectCatalog.Training, 21);
        SceneView view = new ObjectFinder(Workcell.Reference, Rm75.Model, PartitionModel.BuiltIn).Look(scene.Observation.Head, scene.Observation.HeadState);
        Assert.NotEmpty(view.Objects);
        foreach (SeenObject o in view.Objects)
        {
            Assert.All(o.Signature!.Crop.ToArray(), v => Assert.True(float.IsFinite(v)));
            Assert.All(o.Signature.Numbers.ToArray(), v => Assert.True(float.IsFinite(v)));
            Assert.InRange(o.Signature.Crop.ToArray().Take(ObjectSignature.Side * ObjectSignature.Side).Sum(), 20, ObjectSignature.Side * ObjectSignature.Side);
        }
    }

    [Fact]
    public void ColourFit_RednessDecides_TheRedderOneFitsBetter()
    {
        RegionFeatures more = SceneBuilder.Object("red", "tin", 0, 0).Features, less = more with { ColourFits = [.. more.ColourFits.Select(v => 0.5f * v)] };
        Assert.True(ColourFit.Main(more, "red") > ColourFit.Main(less, "red"));
        Assert.Equal(0, ColourFit.Main(more, "blue"));
    }

    [Fact]
    public void ColourFit_MetalThatPassesForWhite_FitsWhiteLessThanAWhiteThingInShade()
    {
        RegionFeatures metal = Shares(("white", 0.36f), ("grey", 0.61f), ("beige", 0.03f)), cup = Shares(("white", 0.3f), ("grey", 0.1f), ("beige", 0.2f), ("brown", 0.4f));
        Assert.True(ColourFit.Main(cup, "white") > ColourFit.Main(metal, "white"));
        Assert.True(ColourFit.Main(metal, "grey") > ColourFit.Main(cup, "grey"));
    }

    private static RegionFeatures Shares(params (string Name, float Share)[] colours)
    {
        var shares = new float[AttributeNames.Colours.Count];
        foreach ((string name, float share) in colours)
            shares[AttributeNames.Colours.ToList().IndexOf(name)] = share;
        return SceneBuilder.Object("red", "tin", 0, 0).Features with { ColourShares = shares, ColourFits = shares };
    }
}
