using System.Diagnostics;

namespace DexGrasp.Bench.Drivers;

/// <summary>Another process that keeps one processor core busy until it is disposed of, or its time is up should this process die.</summary>
internal sealed class BusyProcess : IDisposable
{
    private readonly Process _process;

    private BusyProcess(Process process) => _process = process;

    /// <summary>Starts the process.</summary>
    /// <param name="atMost">When it ends by itself.</param>
    /// <exception cref="InvalidOperationException">This system has no shell or no timeout command.</exception>
    public static BusyProcess Start(TimeSpan atMost)
    {
        var start = new ProcessStartInfo("timeout") { RedirectStandardError = true };
        foreach (string argument in new[] { $"{Math.Ceiling(atMost.TotalSeconds)}", "sh", "-c", "while :; do :; done" })
            start.ArgumentList.Add(argument);
        try
        {
            return new BusyProcess(Process.Start(start)!);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"The busy process beside the loop cannot be started: {e.Message}. Install coreutils, which brings the timeout command.", e);
        }
    }

    /// <summary>Ends the process.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
