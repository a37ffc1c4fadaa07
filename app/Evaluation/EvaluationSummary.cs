namespace DexGrasp.App.Evaluation;

/// <summary>Says in a few lines what an evaluation found.</summary>
internal static class EvaluationSummary
{
    public static void Print(EvaluationResult result, string folder, TextWriter output)
    {
        RateInterval s = result.Success;
        output.WriteLine($"{result.Suite}, policy {result.Policy}, objects {result.Provenance.Objects}{(result.Provenance.Target.Length == 0 ? "" : $", target by {result.Provenance.Target}")}: {result.PerEpisode.Count} episodes from seed {result.Seed}");
        output.WriteLine($"success {100 * s.Rate:0.0} % (95 % interval {100 * s.Low:0.0} to {100 * s.High:0.0} %); within 1, 2, 3 attempts: {string.Join(", ", result.SuccessAt.Values.Select(v => $"{100 * v:0.0} %"))}");
        output.WriteLine($"median {result.Steps.Median * 0.05:0.0} s; mean safety cost {result.Cost.Total:0.###}; successful but unsafe {result.SuccessButUnsafe}; crashed {result.Crashed}");
        if (result.Provenance.Inference.Length > 0)
            output.WriteLine($"with {result.Provenance.Inference}");
        if (result.Provenance.Disturbance.Length > 0)
            output.WriteLine($"disturbed by {result.Provenance.Disturbance} in {result.PerEpisode.Count(e => e.Disturbance is not null)} of {result.PerEpisode.Count} episodes");
        foreach ((string reason, int count) in result.FailureReasons.Take(8))
            output.WriteLine($"  {count,4} x {reason}");
        output.WriteLine($"{result.SimS:0} s simulated in {result.WallS:0} s; {Path.Combine(folder, EvaluationFolder.ReportName)}");
    }
}
