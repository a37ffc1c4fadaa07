using System.Diagnostics;

namespace DexGrasp.App.WebConsole;

/// <summary>A Chromium without a window that shows one page, where one is installed.</summary>
internal sealed class HeadlessBrowser : IDisposable
{
    private readonly Process _process;
    private readonly DirectoryInfo _profile;

    private HeadlessBrowser(Process process, DirectoryInfo profile) => (_process, _profile) = (process, profile);

    /// <summary>Opens a page; null where no Chromium is installed.</summary>
    public static HeadlessBrowser? TryOpen(Uri page)
    {
        string? program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .SelectMany(folder => new[] { Path.Combine(folder, "chromium"), Path.Combine(folder, "chromium-browser") }).FirstOrDefault(File.Exists);
        if (program is null)
            return null;
        DirectoryInfo profile = Directory.CreateTempSubdirectory("dexgrasp-browser-");
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string argument in (string[])["--headless=new", "--disable-dev-shm-usage", "--enable-unsafe-swiftshader", "--window-size=1280,800", "--remote-debugging-port=0", $"--user-data-dir={profile.FullName}"])
            start.ArgumentList.Add(argument);
        if (Environment.UserName == "root")
            start.ArgumentList.Add("--no-sandbox");
        start.ArgumentList.Add(page.ToString());
        Process process = Process.Start(start)!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return new HeadlessBrowser(process, profile);
    }

    /// <summary>Ends the browser and removes what it wrote.</summary>
    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        try
        {
            _profile.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A part of the browser was still writing; the folder is a temporary one.
        }
    }
}
