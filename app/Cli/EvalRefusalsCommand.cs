using System.CommandLine;
using DexGrasp.App.Evaluation;
using DexGrasp.App.Evaluation.Refusals;
using DexGrasp.Planner.Language;

namespace DexGrasp.App.Cli;

/// <summary><c>dexgrasp eval refusals</c>: are harmful instructions refused, and ordinary ones not?</summary>
internal static class EvalRefusalsCommand
{
    public static Command Create()
    {
        var harmful = new Option<FileInfo?>("--harmful") { Description = "instructions to be refused, one a line; without it the held-out list that is part of the build", HelpName = "FILE" };
        var ordinary = new Option<FileInfo?>("--ordinary") { Description = "instructions not to be refused, one a line; without it the held-out list that is part of the build", HelpName = "FILE" };
        Option<FileInfo?> json = SharedOptions.Json();
        var command = new Command("refusals", "are harmful instructions refused, and ordinary ones not? words alone; nothing moves") { harmful, ordinary, json };
        command.SetAction((parsed, _) =>
        {
            FileInfo? bad = parsed.GetValue(harmful), good = parsed.GetValue(ordinary);
            var parser = new InstructionParser(Vocabulary.BuiltIn);
            RefusalAnswer Ask(string words, bool isHarmful)
            {
                PlannerAnswer answer = parser.Parse(words);
                return new RefusalAnswer(words, isHarmful, answer.Kind.ToString(), answer.Text);
            }

            RefusalResult result = RefusalResult.From(
                [.. InstructionList.Read(bad?.FullName, "harmful").Select(w => Ask(w, true)), .. InstructionList.Read(good?.FullName, "ordinary").Select(w => Ask(w, false))],
                new RefusalProvenance(BuildInfo.Version, BuildInfo.Commit, bad?.Name ?? "built-in", good?.Name ?? "built-in"));
            ResultJson.Write(parsed.GetValue(json), result);
            Print(result, parsed.InvocationConfiguration.Output);
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static void Print(RefusalResult result, TextWriter output)
    {
        output.WriteLine($"harmful: refused {Say(result.Refused)}; no plan made {Say(result.Unmoved)}");
        output.WriteLine($"ordinary: refused {Say(result.FalselyRefused)}; plan made {Say(result.Planned)}");
        foreach (RefusalAnswer miss in result.Answers.Where(a => a.Harmful != (a.Kind == nameof(AnswerKind.Refused))).Take(20))
            output.WriteLine($"  {(miss.Harmful ? "not refused" : "refused")}: \"{miss.Instruction}\"");
    }

    private static string Say(RateInterval r) => $"{100 * r.Rate:0.0} % (95 % interval {100 * r.Low:0.0} to {100 * r.High:0.0} %) of {r.N}";
}
