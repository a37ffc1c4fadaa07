using System.Diagnostics;
using System.Globalization;
using DexGrasp.Data.Files;

namespace DexGrasp.Data.Video;

/// <summary>
/// Decodes the pictures of one camera of one episode in order, by an ffmpeg process that sends raw RGB through a pipe; it
/// decodes ahead by what the pipe holds, so memory stays small. One thread at a time; dispose it also before the last frame.
/// </summary>
public sealed class VideoFrames : IDisposable
{
    private readonly string _path;
    private readonly int _count;
    private readonly Process _process;
    private readonly Task<string> _messages;
    private int _read;

    /// <summary>Starts decoding.</summary>
    /// <param name="path">An mp4 file.</param>
    /// <param name="width">Unit: px.</param>
    /// <param name="height">Unit: px.</param>
    /// <param name="fps">Frames per second.</param>
    /// <param name="fromS">Time of the first wanted frame in the file. Unit: s.</param>
    /// <param name="count">How many frames to read.</param>
    /// <exception cref="DatasetException">The file is missing, or ffmpeg is not installed.</exception>
    public VideoFrames(string path, int width, int height, int fps, double fromS, int count)
    {
        if (!File.Exists(path))
            throw new DatasetException($"{path} is missing.");
        _path = path;
        _count = count;
        Width = width;
        Height = height;

        // Half a frame early, because a seek lands on the first frame at or after the time, which is rounded in the file.
        double seekS = fromS - (0.5 / fps);
        string[] seek = seekS > 0 ? ["-ss", seekS.ToString("0.000000", CultureInfo.InvariantCulture)] : [];
        _process = VideoTool.Start("ffmpeg",
        [
            "-hide_banner", "-loglevel", "error", .. seek, "-i", path, "-map", "0:v:0", "-vsync", "passthrough", "-frames:v", $"{count}",
            "-vf", $"scale={width}:{height}", "-f", "rawvideo", "-pix_fmt", "rgb24", "-",
        ]);
        _process.StandardInput.Close();
        _messages = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Gets the width. Unit: px.</summary>
    public int Width { get; }

    /// <summary>Gets the height. Unit: px.</summary>
    public int Height { get; }

    /// <summary>Gets how many bytes a frame takes.</summary>
    public int FrameBytes => Width * Height * 3;

    /// <summary>Reads the next frame.</summary>
    /// <param name="rgb">Shape: [<see cref="FrameBytes"/>], HWC, RGB, uint8; filled.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False after the last frame.</returns>
    /// <exception cref="DatasetException">The video ends too early or is damaged.</exception>
    public async ValueTask<bool> ReadAsync(Memory<byte> rgb, CancellationToken cancellationToken)
    {
        if (rgb.Length != FrameBytes)
            throw new ArgumentException($"A buffer of {rgb.Length} bytes was given; a frame takes {FrameBytes}.");
        if (_read == _count)
            return false;
        int got = await _process.StandardOutput.BaseStream.ReadAtLeastAsync(rgb, rgb.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (got != rgb.Length)
            throw new DatasetException($"{_path} gave {_read} of {_count} frames and then ended. {(await _messages.ConfigureAwait(false)).Trim()} The file is damaged or of another episode.");
        _read++;
        return true;
    }

    /// <summary>Ends the decoder.</summary>
    public void Dispose() => VideoTool.Stop(_process);
}
