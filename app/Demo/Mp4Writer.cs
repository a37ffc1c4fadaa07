using System.ComponentModel;
using System.Diagnostics;
using DexGrasp.App.Cli;
using OpenCvSharp;

namespace DexGrasp.App.Demo;

/// <summary>
/// Writes an H.264 video that browsers play, by an ffmpeg process. The file appears under its name, whole, when
/// <see cref="Finish"/> is called; after a cancelled run that is the part up to there. One thread at a time.
/// </summary>
public sealed class Mp4Writer : IDisposable
{
    private const string SessionTool = "/usr/bin/setsid";
    private readonly string _path;
    private readonly string _temporary;
    private readonly Process _process;
    private readonly Task<string> _messages;
    private readonly int _width, _height;
    private readonly Mat _yuv = new();
    private bool _ended;

    /// <summary>Starts a video.</summary>
    /// <param name="path">File to make, ending in .mp4.</param>
    /// <param name="width">Even. Unit: px.</param>
    /// <param name="height">Even. Unit: px.</param>
    /// <param name="framesPerSecond">Range: 1 to 120.</param>
    /// <exception cref="UserErrorException">ffmpeg is missing or the folder cannot be written.</exception>
    public Mp4Writer(string path, int width, int height, int framesPerSecond)
    {
        if (width <= 0 || height <= 0 || width % 2 != 0 || height % 2 != 0)
            throw new ArgumentException($"Video {width}x{height} px: both sides must be positive and even.");
        ArgumentOutOfRangeException.ThrowIfLessThan(framesPerSecond, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(framesPerSecond, 120);
        _path = Path.GetFullPath(path);
        _temporary = AtomicFile.TemporaryName(_path);
        (_width, _height) = (width, height);
        AtomicFile.PrepareFolder(Path.GetDirectoryName(_path)!);
        // In a session of its own: Ctrl+C goes to the terminal's whole process group and must not end the video before its last frame.
        bool apart = File.Exists(SessionTool) && IsOnPath("ffmpeg");
        var start = new ProcessStartInfo(apart ? SessionTool : "ffmpeg") { RedirectStandardInput = true, RedirectStandardError = true };
        foreach (string argument in (string[])
            [.. apart ? new[] { "ffmpeg" } : [], "-hide_banner", "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", $"{width}x{height}", "-r", $"{framesPerSecond}", "-i", "-",
            "-an", "-c:v", "libx264", "-preset", "superfast", "-crf", "24", "-pix_fmt", "yuv420p", "-movflags", "+faststart", _temporary])
            start.ArgumentList.Add(argument);
        try
        {
            _process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new UserErrorException($"Cannot write the video: ffmpeg does not start ({e.Message}).", "apt-get install ffmpeg, or use --no-video.", ExitCode.Failure, e);
        }

        _messages = _process.StandardError.ReadToEndAsync();
    }

    // Where ffmpeg is missing the session tool would start all the same, and the reason would be lost.
    private static bool IsOnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>Gets how many frames were written.</summary>
    public int Frames { get; private set; }

    /// <summary>Adds a frame.</summary>
    /// <param name="rgb">Shape: [height x width x 3], RGB, uint8, rows from top to bottom.</param>
    public void Write(ReadOnlySpan<byte> rgb)
    {
        if (rgb.Length != _width * _height * 3)
            throw new ArgumentException($"A frame of {rgb.Length} bytes was given; this video's have {_width * _height * 3}.");
        if (_ended)
            return;
        try
        {
            _process.StandardInput.BaseStream.Write(ToYuv(rgb));
            Frames++;
        }
        catch (IOException)
        {
            // ffmpeg is gone: what it says on the way out is told by Finish.
            _ended = true;
        }
    }

    /// <summary>Ends the video and gives the file its name; without a frame there is no file.</summary>
    /// <returns>Whether there is a file.</returns>
    /// <exception cref="UserErrorException">ffmpeg reported an error.</exception>
    public bool Finish()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            _ended = true;
        }

        _process.WaitForExit();
        bool written = Frames > 0 && File.Exists(_temporary);
        if (!written || _process.ExitCode != 0)
        {
            File.Delete(_temporary);
            return Frames == 0 ? false : throw new UserErrorException($"Cannot write {_path}: ffmpeg says: {_messages.Result.Trim()}", "./dexgrasp doctor", ExitCode.Failure);
        }

        File.Move(_temporary, _path, overwrite: true);
        return true;
    }

    /// <summary>Drops the video if it was not finished.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _yuv.Dispose();
        File.Delete(_temporary);
    }

    // The encoder's own form is half as many bytes through the pipe, and made faster here than by ffmpeg.
    private unsafe ReadOnlySpan<byte> ToYuv(ReadOnlySpan<byte> rgb)
    {
        fixed (byte* pixels = rgb)
        {
            using Mat source = Mat.FromPixelData(_height, _width, MatType.CV_8UC3, (nint)pixels);
            Cv2.CvtColor(source, _yuv, ColorConversionCodes.RGB2YUV_I420);
        }

        return new ReadOnlySpan<byte>(_yuv.DataPointer, _width * _height * 3 / 2);
    }
}
