using DexGrasp.Bench;

namespace DexGrasp.App.Cli;

/// <summary>What <c>dexgrasp bench --json</c> writes.</summary>
/// <param name="Command">What was measured and for how long: arguments after "dexgrasp".</param>
/// <param name="Version">Of DexGrasp.</param>
/// <param name="Commit">Commit that was built, "-dirty" if sources differed from it; null where it is not known.</param>
/// <param name="Dotnet">Version of .NET.</param>
/// <param name="Platform">Operating system and processor kind.</param>
/// <param name="Cores">Processor cores that the program might use.</param>
/// <param name="Rows">What was measured.</param>
internal sealed record BenchResult(string Command, string Version, string? Commit, string Dotnet, string Platform, int Cores, IReadOnlyList<BenchmarkRow> Rows);
