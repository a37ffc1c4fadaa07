using System.Text.Json;
using DexGrasp.App.Evaluation;
using Xunit;

namespace DexGrasp.Tests.App.Evaluation;

public sealed class EvaluationJsonTests
{
    [Fact]
    public void Write_AnyResult_HasTheDocumentedFields()
    {
        using var folder = new TemporaryFolder();
        Evaluator.Run(new FakeSuite(), FakeSuite.Options(folder.Folder), TestContext.Current.CancellationToken);

        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(folder["eval.json"]));
        JsonElement root = json.RootElement, episode = root.GetProperty("per_episode")[0];

        foreach (string name in (string[])["suite", "policy", "seed", "episodes", "success_but_unsafe", "wall_s", "sim_s", "provenance"])
            Assert.True(root.TryGetProperty(name, out _), name);
        foreach (string name in (string[])["rate", "low", "high", "n"])
            Assert.Equal(JsonValueKind.Number, root.GetProperty("success").GetProperty(name).ValueKind);
        foreach (string name in (string[])["1", "2", "3"])
            Assert.Equal(JsonValueKind.Number, root.GetProperty("success_at").GetProperty(name).ValueKind);
        foreach (string name in (string[])["mean", "median"])
            Assert.Equal(JsonValueKind.Number, root.GetProperty("steps").GetProperty(name).ValueKind);
        Assert.Equal(JsonValueKind.Number, root.GetProperty("cost").GetProperty("total").ValueKind);
        Assert.Equal(JsonValueKind.Object, root.GetProperty("cost").GetProperty("per_constraint").ValueKind);
        foreach (string name in (string[])["seed", "target", "success", "attempts", "steps", "cost", "reason"])
            Assert.True(episode.TryGetProperty(name, out _), name);
    }

    [Fact]
    public void Read_WhatWasWritten_IsEqual()
    {
        using var folder = new TemporaryFolder();
        Evaluator.Run(new FakeSuite(), FakeSuite.Options(folder.Folder), TestContext.Current.CancellationToken);

        EvaluationFolder.Write(folder["again"], EvaluationFolder.Read(folder.Folder));

        Assert.Equal(File.ReadAllText(folder["eval.json"]), File.ReadAllText(folder[Path.Combine("again", "eval.json")]));
    }
}
