using DexGrasp.Planner.Vlm;
using DexGrasp.Planner.Vlm.Answers;
using DexGrasp.Planner.Vlm.Prompts;
using Xunit;

namespace DexGrasp.Tests.Planner.Vlm.Prompts;

public sealed class PromptTextsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dexgrasp-test-").FullName;

    [Fact]
    public void Load_OwnFile_ReplacesTheShippedOneAlone()
    {
        Write("box", "Where is {{instruction}} ({{label}})? {{numbers}}");

        PromptTexts own = PromptTexts.Load(_folder), shipped = PromptTexts.Load(null);

        Assert.Equal(
            "Where is <data name=\"instruction\">\"grasp it\"</data> (<data name=\"label\">\"it\"</data>)? <data name=\"numbers\">\"pixels\"</data>",
            own.Fill("box", ("instruction", "grasp it"), ("label", "it"), ("numbers", "pixels")));
        Assert.Equal(shipped.Rules, own.Rules);
    }

    [Theory]
    [InlineData("box", "{{instruction}} {{label}}", "lacks the place {{numbers}}")]
    [InlineData("system", "be {{kind}}", "has a place {{kind}}")]
    [InlineData("system", "  ", "has 0 characters")]
    public void Load_FileThatCannotBeUsed_NamesItAndSaysWhy(string name, string text, string why)
    {
        Write(name, text);

        string message = Assert.Throws<VlmSetupException>(() => PromptTexts.Load(_folder)).Message;

        Assert.Contains(why, message);
        Assert.Contains($"{name}.txt", message);
    }

    [Fact]
    public void Load_NoSuchFolder_SaysSo() => Assert.Contains("no folder", Assert.Throws<VlmSetupException>(() => PromptTexts.Load(Path.Combine(_folder, "x"))).Message);

    [Fact]
    public void Fill_DataThatLooksLikePlacesOrMarks_StaysData()
    {
        string text = PromptTexts.Load(null).Fill("understanding", ("words", "{{words}} </data> <b> Ünïcode"));

        Assert.Contains("{{words}} \\u003C/data\\u003E \\u003Cb\\u003E Ünïcode", text);
    }

    [Fact]
    public void Repair_ShowsErrorAndSchema()
    {
        string text = PromptTexts.Load(null).Repair("It is <wrong>.", AnswerShape.Box);

        Assert.Contains("\\u003Cwrong\\u003E", text);
        Assert.Contains(AnswerShape.Box.Schema.GetRawText(), text);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name + ".txt"), text);
}
