using System.Text;
using System.Text.Json;

namespace DexGrasp.Planner.Vlm.Exchange;

/// <summary>Writes every exchange as one line of JSON, and every picture once, into the folder FILE.pictures beside it.</summary>
internal sealed class VlmRecorder : IDisposable
{
    private readonly StreamWriter _lines;
    private readonly string _pictures;

    /// <summary>Begins a recording; one that is there is replaced.</summary>
    /// <exception cref="VlmSetupException">The file cannot be written.</exception>
    public VlmRecorder(string path)
    {
        _pictures = path + ".pictures";
        try
        {
            Directory.CreateDirectory(_pictures);
            _lines = new StreamWriter(File.Create(path), new UTF8Encoding(false)) { AutoFlush = true };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VlmSetupException($"The recording {path} cannot be written: {e.Message}", e);
        }
    }

    public static VlmExchange.Picture Describe(VlmPicture picture) =>
        new(picture.Name, picture.Sha256, $"{picture.Sha256[..16]}.{(picture.MediaType == "image/png" ? "png" : "jpg")}", picture.Sent.Width, picture.Sent.Height);

    public void Write(VlmExchange exchange, IReadOnlyList<VlmPicture> pictures)
    {
        foreach (VlmPicture picture in pictures)
        {
            string file = Path.Combine(_pictures, Describe(picture).File);
            if (!File.Exists(file))
                File.WriteAllBytes(file, picture.Bytes);
        }

        _lines.WriteLine(JsonSerializer.Serialize(exchange, VlmExchange.Json));
    }

    public void Dispose() => _lines.Dispose();
}
