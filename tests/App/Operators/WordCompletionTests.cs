using DexGrasp.App.Operators;
using DexGrasp.Planner.Language;
using DexGrasp.Planner.Operators;
using Xunit;

namespace DexGrasp.Tests.App.Operators;

public sealed class WordCompletionTests
{
    private readonly WordCompletion _completion = new(Vocabulary.BuiltIn, CommandPhrases.English);

    [Theory]
    [InlineData("take the scre", "take the screwdriver ")]
    [InlineData("statu", "status ")]
    [InlineData("take the qqq", "take the qqq")]
    [InlineData("", "")]
    public void Complete_LastWord_IsCompletedWhereItIsCertain(string line, string completed) => Assert.Equal(completed, _completion.Complete(line).Line);

    [Fact]
    public void Complete_SeveralWords_AreOffered() => Assert.Contains("banana", _completion.Complete("take the ba").Choices);
}
