using System.Diagnostics;
using Xunit;

namespace DexGrasp.Tests.App.Cli;

public sealed class RootScriptTests
{
    [Fact]
    public async Task Script_SyntaxCheck_Passes()
    {
        foreach (string script in (string[])["dexgrasp", Path.Combine(".ci", "run")])
        {
            (int code, _, string error) = await Run("bash", "-n", Path.Combine(Root(), script));

            Assert.True(code == 0, $"{script}: {error}");
        }
    }

    [Fact]
    public async Task Script_TestHelpFromAnotherFolder_PrintsUsage()
    {
        (int code, string output, _) = await Run(Path.Combine(Root(), "dexgrasp"), "test", "--help");

        Assert.Equal(0, code);
        Assert.Contains("Usage: dexgrasp test", output);
    }

    private static string Root()
    {
        DirectoryInfo at = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "DexGrasp.sln")))
            at = at.Parent ?? throw new InvalidOperationException("The tests run outside the source tree.");
        return at.FullName;
    }

    private static async Task<(int Code, string Output, string Error)> Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
