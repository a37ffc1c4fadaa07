using DexGrasp.App.Cli;
using Spectre.Console;

namespace DexGrasp.App.Evaluation.Retrieval;

/// <summary>Says in two tables what was found.</summary>
internal static class RetrievalTable
{
    /// <summary>Writes them.</summary>
    /// <param name="result">What was found.</param>
    /// <param name="folder">Where retrieval.json is.</param>
    /// <param name="output">Receives them.</param>
    public static void Print(RetrievalResult result, string folder, TextWriter output)
    {
        output.WriteLine($"retrieval, {result.Level}, {result.Occluders} occluders: {result.ScenesPerSeed} scenes of each of {result.Seeds.Count} seeds from {result.Seeds[0]}; step {1000 * result.Provenance.TimestepS:0} ms; all but the student see true poses");
        Table methods = ConsoleTable.Create("method", "#success %", "#steps", "#successes", "#retreats", "#80 %", "#out", "#lost", "#force %", "#faults", "#s");
        foreach ((string name, RetrievalRow row) in result.Methods)
            methods.AddRow(
                name, $"{100 * row.Success.Rate:0.0} [{100 * row.Success.Low:0.0}, {100 * row.Success.High:0.0}]".EscapeMarkup(), Text(row.Steps), Brief(row.StepsOfSuccesses), Brief(row.StepsWithRetreats),
                $"{100 * row.Exposed80.Rate:0.0}", $"{row.ObjectsOut:0.00}", $"{row.TargetsLost}", $"{100 * row.OverForce:0.0}", $"{row.Faults.Values.Sum()}", $"{row.WallS:0}");
        ConsoleTable.Write(output, methods);
        if (result.PolicyAgainst.Count > 0)
            PrintComparison(result, output);
        if (result.StudentLoss is { } loss)
            output.WriteLine($"the student succeeds in {100 * loss.Mean:0.0} [{100 * loss.Low:0.0}, {100 * loss.High:0.0}] points fewer of the same {loss.N} scenes than the policy");
        foreach ((string name, RetrievalRow row) in result.Methods)
            foreach ((string reason, int count) in row.Faults)
                output.WriteLine($"  {name}: {count} x {reason}");
        output.WriteLine($"A failure counts as the bound; a retreat as {result.RetreatSteps} steps for every reading. {result.WallS:0} s; {Path.Combine(folder, RetrievalEvaluator.ResultName)}");
    }

    private static void PrintComparison(RetrievalResult result, TextWriter output)
    {
        output.WriteLine("policy, by what share of the other's steps it needs fewer:");
        Table table = ConsoleTable.Create("fewer steps than", "#all scenes %", "#both succeed %", "#scenes", "#retreats %", "#policy's alone %");
        foreach ((string name, RetrievalComparison c) in result.PolicyAgainst)
            table.AddRow(name, Fewer(c.Steps), Fewer(c.BothSucceeded), $"{c.BothSucceeded?.N ?? 0}", Fewer(c.WithRetreats), Fewer(c.RetreatsOfPolicyAlone));
        ConsoleTable.Write(output, table);
    }

    private static string Text(MeanInterval? mean) => mean is null ? "-" : $"{mean.Mean:0.0} [{mean.Low:0.0}, {mean.High:0.0}]".EscapeMarkup();

    private static string Brief(MeanInterval? mean) => mean is null ? "-" : $"{mean.Mean:0.0}";

    private static string Fewer(RatioInterval? ratio) =>
        ratio is null ? "-" : $"{100 * ratio.Fewer:0.0} [{100 * (1 - ratio.High):0.0}, {100 * (1 - ratio.Low):0.0}]".EscapeMarkup();
}
