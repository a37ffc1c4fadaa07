using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace DexGrasp.Tests.Architecture;

/// <summary>How source files look.</summary>
public sealed class SourceRuleTests
{
    private const int MostLines = 500;
    private static readonly string[] Unfinished = ["TODO", "FIXME", "HACK", "XXX"];

    // Not for tests: their classes have to be public, and those that run one contract on several implementations stand beside it.
    [Fact]
    public void EveryFile_HasAtMostOnePublicTypeNamedAfterIt() => Repository.AssertNone(
        from source in Repository.Sources
        where !source.Path.StartsWith("tests/", StringComparison.Ordinal)
        let name = Path.GetFileName(source.Path).Split('.')[0]
        let types = TopTypes(source.Tree).ToArray()
        let open = types.Where(IsPublic).ToArray()
        where open.Length > 1 || (types.Length > 0 && !types.Select(NameOf).Contains(name)) || (open.Length == 1 && NameOf(open[0]) != name)
        select open.Length > 1
            ? $"{source.Path} has {open.Length} public types ({string.Join(", ", open.Select(NameOf))}); give each a file of its own."
            : $"{source.Path} holds {string.Join(", ", types.Select(NameOf))}; name the file after its type.");

    [Fact]
    public void EveryFile_IsShortEnoughToRead() => Repository.AssertNone(
        from source in Repository.Sources
        let lines = source.Tree.GetText().Lines.Count
        where lines > MostLines
        select $"{source.Path} has {lines} lines; {MostLines} are allowed. Split it by what it does.");

    [Fact]
    public void EveryFile_HasNothingMarkedAsUnfinished() => Repository.AssertNone(
        from source in Repository.Sources
        from comment in source.Tree.GetRoot().DescendantTrivia()
        where comment.IsKind(SyntaxKind.SingleLineCommentTrivia) || comment.IsKind(SyntaxKind.MultiLineCommentTrivia)
        let text = comment.ToString()
        where Unfinished.Any(mark => text.Contains(mark, StringComparison.Ordinal))
        select $"{source.Path}:{LineOf(comment)} says \"{text.Trim()}\"; finish it, or say in plain words what holds today.");

    [Fact]
    public void EverySwitchedOffBan_SaysWhy() => Repository.AssertNone(
        from source in Repository.Sources
        from line in source.Tree.GetText().Lines
        let text = line.ToString()
        where text.Contains("pragma warning disable RS0030", StringComparison.Ordinal) && !text.Contains("//", StringComparison.Ordinal)
        select $"{source.Path}:{line.LineNumber + 1} uses a banned API without a reason; add // and why nothing else will do.");

    [Fact]
    public void EveryTest_SaysWhatItExpects() => Repository.AssertNone(
        from source in Repository.Sources
        where source.Path.StartsWith("tests/", StringComparison.Ordinal)
        from method in source.Tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
        where method.AttributeLists.SelectMany(list => list.Attributes).Any(a => a.Name.ToString() is "Fact" or "Theory")
        where !method.Identifier.Text.Contains('_', StringComparison.Ordinal)
        select $"{source.Path}: test {method.Identifier.Text}; name it Method_Condition_Result.");

    [Fact]
    public void WhatDecides_NeverReadsTheSimulator() => Repository.AssertNone(
        from source in Repository.Sources
        where source.Path.StartsWith("planner/", StringComparison.Ordinal) || source.Path.StartsWith("controller/", StringComparison.Ordinal)
            || Path.GetFileName(source.Path) == "GraspLoop.cs"
        from name in source.Tree.GetRoot().DescendantNodes().OfType<NameSyntax>()
        where name.ToString().StartsWith("DexGrasp.Sim", StringComparison.Ordinal)
        select $"{source.Path} uses {name}; planner, controller and the grasp loop decide from pictures and measurements alone.");

    [Fact]
    public void OnlyTheGate_WritesVettedCommands() => Repository.AssertNone(
        from source in Repository.Sources
        where !source.Path.StartsWith("safety/", StringComparison.Ordinal) && !source.Path.StartsWith("tests/Safety/", StringComparison.Ordinal)
        from node in source.Tree.GetRoot().DescendantNodes()
        where node is ObjectCreationExpressionSyntax { Type: var type } && type.ToString().EndsWith("VettedCommand", StringComparison.Ordinal)
            || node is IdentifierNameSyntax { Identifier.Text: "UnsafeAccessor" or "GetUninitializedObject" }
        select $"{source.Path}:{LineOf(node)} gets round the safety gate; commands come from SafetyGate.Vet only.");

    private static IEnumerable<MemberDeclarationSyntax> TopTypes(SyntaxTree tree) =>
        from member in tree.GetCompilationUnitRoot().DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<MemberDeclarationSyntax>()
        where member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax
        select member;

    private static bool IsPublic(MemberDeclarationSyntax type) => type.Modifiers.Any(SyntaxKind.PublicKeyword);

    private static string NameOf(MemberDeclarationSyntax type) =>
        type is DelegateDeclarationSyntax asDelegate ? asDelegate.Identifier.Text : ((BaseTypeDeclarationSyntax)type).Identifier.Text;

    private static int LineOf(SyntaxTrivia trivia) => trivia.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    private static int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;
}
