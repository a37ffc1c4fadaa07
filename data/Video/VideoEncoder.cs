using System.Diagnostics;
using DexGrasp.Core.Images;
using DexGrasp.Data.Files;

namespace DexGrasp.Data.Video;

/// <summary>
/// Encodes one camera of one episode while it is recorded, by an ffmpeg process: H.264, 4:2:0, a key frame every second
/// frame and no B-frames, so that a trainer can seek to any frame cheaply. Frame i is shown at i / fps exactly. One thread at a time.
/// </summary>
internal sealed class VideoEncoder : IDisposable
{
    private readonly string _path;
    private readonly Process _process;
    private readonly Task<string> _messages;
    private readonly int _width;
    private readonly int _height;
    private bool _finished;

    /// <summary>Starts a video.</summary>
    /// <param name="path">Where it will be; until <see cref="Commit"/> it has a temporary name.</param>
    /// <param name="width">Even. Unit: px.</param>
    /// <param name="height">Even. Unit: px.</param>
    /// <param name="fps">Frames per second.</param>
    public VideoEncoder(string path, int width, int height, int fps)
    {
        _path = path;
        _width = width;
        _height = height;
        string temporary = DurableFile.Prepare(path);
        _process = VideoTool.Start(
            "ffmpeg",
            ["-hide_banner", "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", $"{width}x{height}", "-r", $"{fps}", "-i", "-",
            "-an", "-c:v", Codec.Encoder, "-preset", "superfast", "-crf", $"{Codec.Quality}", "-g", $"{Codec.GroupOfPictures}", "-bf", "0",
            "-pix_fmt", Codec.PixelFormat, "-movflags", "+faststart", "-f", "mp4", temporary]);
        _messages = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Adds a picture.</summary>
    /// <exception cref="DatasetException">It has another size, or ffmpeg ended.</exception>
    public async ValueTask AddAsync(ImageRgb picture, CancellationToken stop)
    {
        if (picture.Width != _width || picture.Height != _height)
            throw new DatasetException($"{Path.GetFileName(_path)}: a picture of {picture.Width}x{picture.Height} px was given; this dataset's are {_width}x{_height} px. Scale it first.");
        try
        {
            await _process.StandardInput.BaseStream.WriteAsync(picture.Pixels, stop).ConfigureAwait(false);
        }
        catch (IOException e)
        {
            throw new DatasetException($"{_path}: ffmpeg ended while it was written to ({(await _messages.ConfigureAwait(false)).Trim()}). The episode is lost; earlier ones are whole.", e);
        }
    }

    /// <summary>Ends the video; the file keeps its temporary name.</summary>
    /// <exception cref="DatasetException">ffmpeg reported an error.</exception>
    public async Task CloseAsync(CancellationToken stop)
    {
        if (_finished)
            return;
        _finished = true;
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(stop).ConfigureAwait(false);
        if (_process.ExitCode != 0)
            throw new DatasetException($"{_path}: ffmpeg says: {(await _messages.ConfigureAwait(false)).Trim()}. Is the disk full?");
    }

    /// <summary>Gives the file its name.</summary>
    public void Commit() => DurableFile.Commit(_path);

    /// <summary>Drops the video if it was not committed.</summary>
    public void Dispose()
    {
        VideoTool.Stop(_process);
        File.Delete(_path + DurableFile.TemporarySuffix);
    }
}
