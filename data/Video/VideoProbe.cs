using System.Diagnostics;
using System.Text.Json;
using DexGrasp.Data.Files;

namespace DexGrasp.Data.Video;

/// <summary>What is in a video file.</summary>
/// <param name="Width">Unit: px.</param>
/// <param name="Height">Unit: px.</param>
/// <param name="Frames">Frames, counted packet by packet.</param>
/// <param name="FramesPerSecond">The stream's own rate.</param>
/// <param name="StartS">Time of the first frame. Unit: s.</param>
internal sealed record VideoProbe(int Width, int Height, int Frames, double FramesPerSecond, double StartS)
{
    /// <summary>Looks at a file.</summary>
    /// <exception cref="DatasetException">It is missing or holds no video, or ffprobe is not installed.</exception>
    public static async Task<VideoProbe> ReadAsync(string path, CancellationToken stop)
    {
        if (!File.Exists(path))
            throw new DatasetException($"{path} is missing.");
        using Process process = VideoTool.Start("ffprobe",
        [
            "-v", "error", "-select_streams", "v:0", "-count_packets", "-show_entries", "stream=width,height,nb_read_packets,r_frame_rate,start_time", "-of", "json", path,
        ]);
        process.StandardInput.Close();
        Task<string> messages = process.StandardError.ReadToEndAsync(stop);
        string json = await process.StandardOutput.ReadToEndAsync(stop).ConfigureAwait(false);
        await process.WaitForExitAsync(stop).ConfigureAwait(false);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement stream = document.RootElement.GetProperty("streams")[0];
            double[] rate = [.. stream.GetProperty("r_frame_rate").GetString()!.Split('/').Select(double.Parse)];
            return new VideoProbe(
                stream.GetProperty("width").GetInt32(), stream.GetProperty("height").GetInt32(), int.Parse(stream.GetProperty("nb_read_packets").GetString()!),
                rate[0] / rate[1], double.Parse(stream.GetProperty("start_time").GetString()!));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            string reason = (await messages.ConfigureAwait(false)).Trim().Split('\n')[^1].Replace(path + ": ", "", StringComparison.Ordinal);
            throw new DatasetException($"{path} holds no video that can be read ({reason}); it was probably cut off while it was written or copied.", e);
        }
    }
}
