using DexGrasp.Learning.Parity;
TorchSharp.torch.set_num_threads(1);
var r = ParityCheck.Run(args[0]);
foreach (var row in r.Rows.Where(x => !x.Name.StartsWith("gradnorm") || !x.Passed)) Console.WriteLine($"{row.Name} {row.Error:G3} {row.Passed}");
Console.WriteLine($"grad max {r.Rows.Where(x => x.Name.StartsWith("gradnorm")).Select(x => x.Error).DefaultIfEmpty(0).Max()} n={r.Rows.Count} params {r.Parameters} vs {r.ExpectedParameters} {r.Passed} {r.MaxError}");
