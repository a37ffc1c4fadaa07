using System.ComponentModel;
using System.Diagnostics;
using DexGrasp.Data.Files;

namespace DexGrasp.Data.Video;

/// <summary>Starts ffmpeg and ffprobe.</summary>
internal static class VideoTool
{
    /// <summary>Starts a tool with all three streams redirected.</summary>
    /// <exception cref="DatasetException">It is not installed.</exception>
    public static Process Start(string tool, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(tool) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new DatasetException($"{tool} does not start ({e.Message}); videos need it. Install it: apt-get install ffmpeg.", e);
        }
    }

    /// <summary>Ends a tool that is still running.</summary>
    public static void Stop(Process process)
    {
        try
        {
            if (!process.HasExited)
                process.Kill();
            process.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It ended between the two calls.
        }

        process.Dispose();
    }
}
