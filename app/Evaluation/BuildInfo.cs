using System.Reflection;
using System.Runtime.InteropServices;

namespace DexGrasp.App.Evaluation;

/// <summary>What was built and what it runs on.</summary>
public static class BuildInfo
{
    /// <summary>Gets the version of DexGrasp without the commit.</summary>
    public static string Version { get; } = Informational().Split('+')[0];

    /// <summary>Gets the commit: as the root script found it, else as it was built in; null where neither is known.</summary>
    public static string? Commit { get; } = Environment.GetEnvironmentVariable("DEXGRASP_COMMIT") is { Length: > 0 } given
        ? given
        : Informational().Split('+') is [_, { Length: > 0 } built] ? built[..Math.Min(12, built.Length)] : null;

    /// <summary>Gets the run time's version.</summary>
    public static string Dotnet { get; } = Environment.Version.ToString();

    /// <summary>Gets the operating system and processor architecture.</summary>
    public static string Platform { get; } = $"{RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}";

    private static string Informational() =>
        typeof(BuildInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
