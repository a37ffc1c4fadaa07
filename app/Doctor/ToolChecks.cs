using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using DexGrasp.Planner.Voice;

namespace DexGrasp.App.Doctor;

/// <summary>Checks of programs and ports.</summary>
internal static class ToolChecks
{
    private const int MqttPort = 1883;

    public static CheckResult Ffmpeg()
    {
        string? version = FirstLine("ffmpeg", "-hide_banner -version");
        if (version is null)
            return new("ffmpeg with H.264", CheckStatus.Failed, "not found", "apt-get install ffmpeg");
        return Output("ffmpeg", "-hide_banner -encoders")?.Contains("libx264", StringComparison.Ordinal) == true
            ? new("ffmpeg with H.264", CheckStatus.Ok, version)
            : new("ffmpeg with H.264", CheckStatus.Failed, $"{version}, built without libx264", "Install an ffmpeg with libx264: apt-get install ffmpeg");
    }

    public static CheckResult Mosquitto() => FirstLine("mosquitto", "-h") is { } version
        ? new("Mosquitto", CheckStatus.Ok, version)
        : new("Mosquitto", CheckStatus.Ok, "not found; the embedded broker is used (apt-get install mosquitto for one of its own)");

    public static CheckResult Voice() => !new SphinxModel().IsInstalled || !NativeLibrary.TryLoad("libpocketsphinx.so.3", out _)
        ? new("voice", CheckStatus.Ok, $"PocketSphinx not found; typing works without it (apt-get install {SphinxModel.Packages} for dexgrasp operator --voice)")
        : new("voice", CheckStatus.Ok, $"PocketSphinx with its English model; {(FirstLine("arecord", "--version") is { } recorder ? recorder : "no arecord for a microphone (apt-get install alsa-utils)")}");

    public static CheckResult BrokerPort()
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, MqttPort);
            listener.Start();
            return new("MQTT broker port", CheckStatus.Ok, $"{MqttPort} is free for the embedded broker");
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return new("MQTT broker port", CheckStatus.Warning, $"{MqttPort} is in use, perhaps by a broker",
                $"To use that broker: --broker localhost:{MqttPort}. The demo takes a free port by itself.");
        }
        catch (SocketException e)
        {
            return new("MQTT broker port", CheckStatus.Failed, $"{MqttPort}: {e.Message}", "Allow loopback connections.");
        }
    }

    private static string? FirstLine(string program, string arguments) =>
        Output(program, arguments)?.Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault()?.Trim();

    private static string? Output(string program, string arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return text.Length > 0 ? text : errors.Result;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
