using DexGrasp.Planner.Language;
using Xunit;

namespace DexGrasp.Tests.Planner.Language;

public sealed class VocabularyTests
{
    private const string Gizmo = """
        { "categories": [ { "name": "gizmo", "words": ["thingy", "red gadget"], "looks": { "longM": [0.05, 0.1], "middleM": [0.03, 0.05], "shortM": [0.03, 0.05], "shape": "box", "colours": ["red"] } } ],
          "groups": [ { "name": "tool", "members": ["gizmo"] } ] }
        """;

    [Fact]
    public void ExtendWith_NewCategory_IsUnderstoodAndJoinsItsGroup()
    {
        Vocabulary vocabulary = Vocabulary.ExtendWith(Gizmo, "mine.json");
        ReferringExpression thingy = new InstructionParser(vocabulary).Parse("take the thingies left of the tools").Plan!.Steps[0].Targets[0];
        Assert.Equal("gizmo", thingy.Noun);
        Assert.Contains("gizmo", thingy.Relations[0].Anchors[0].Categories);
        Assert.Contains("hammer", thingy.Relations[0].Anchors[0].Categories);
        Assert.False(Vocabulary.BuiltIn.Categories.ContainsKey("gizmo"));
    }

    [Theory]
    [InlineData("{", "line 1")]
    [InlineData("[]", "not a valid vocabulary")]
    [InlineData("null", "holds no object")]
    [InlineData("""{"version":2}""", "version 2 given")]
    [InlineData("""{"categorys":[]}""", "categorys")]
    [InlineData("""{"categories":[{"words":["x"]}]}""", "categories[0] (''): \"name\" is missing")]
    [InlineData("""{"categories":[{"name":"gizmo"}]}""", "has no \"looks\"")]
    [InlineData("""{"categories":[{"name":"cup","words":[" "]}]}""", "empty word")]
    [InlineData("""{"categories":[{"name":"gizmo","looks":{"longM":[5,9],"middleM":[0.1,0.1],"shortM":[0.1,0.1]}}]}""", "looks.longM is [5, 9]")]
    [InlineData("""{"categories":[{"name":"gizmo","looks":{"longM":[0.1,0.2],"middleM":[0.1,0.1],"shortM":[0.1,0.1],"shape":"star"}}]}""", "allowed: mixed, box")]
    [InlineData("""{"groups":[{"name":"pets","members":["dog"]}]}""", "member 'dog' is no category")]
    [InlineData("""{"attributes":[{"kind":"smell","name":"sweet"}]}""", "kind 'smell' is unknown")]
    [InlineData("""{"attributes":[{"kind":"colour","name":"taupe"}]}""", "colour 'taupe' cannot be recognised")]
    [InlineData("""{"relations":[{"name":"astride","words":["astride"]}]}""", "relation 'astride' is unknown")]
    [InlineData("""{"superlatives":[{"measure":"beauty","words":["prettiest"]}]}""", "measure 'beauty' is unknown")]
    public void ExtendWith_InvalidFile_NamesFilePlaceAndAllowedValues(string json, string expected)
    {
        VocabularyException e = Assert.Throws<VocabularyException>(() => Vocabulary.ExtendWith(json, "mine.json"));
        Assert.Contains("mine.json", e.Message, StringComparison.Ordinal);
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Extend_MissingFile_NamesIt()
    {
        VocabularyException e = Assert.Throws<VocabularyException>(() => Vocabulary.Extend("no/such/file.json"));
        Assert.Contains("no/such/file.json", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BuiltIn_EveryGroupMember_IsACategoryWithLooks()
    {
        foreach (string member in Vocabulary.BuiltIn.Groups.Values.SelectMany(m => m))
            Assert.True(Vocabulary.BuiltIn.Categories.ContainsKey(member), member);
        Assert.True(Vocabulary.BuiltIn.Categories.Count > 50);
    }
}
