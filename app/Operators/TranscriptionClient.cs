using System.Buffers.Binary;
using System.Net.Http.Headers;
using System.Text.Json;
using DexGrasp.Planner.Voice;

namespace DexGrasp.App.Operators;

/// <summary>Has speech recognised by a server that answers <c>POST /v1/audio/transcriptions</c>: vLLM, whisper.cpp, LocalAI, speaches.</summary>
/// <param name="http">Stays the caller's to dispose of.</param>
/// <param name="url">The whole address, or that of the server.</param>
/// <param name="model">What the server calls its model.</param>
internal sealed class TranscriptionClient(HttpClient http, Uri url, string model = "whisper-1")
{
    private const string Path = "/v1/audio/transcriptions";
    private const int HeaderBytes = 44;
    private readonly Uri _url = url.AbsolutePath.Length > 1 ? url : new Uri(url, Path);

    /// <summary>Has an utterance recognised.</summary>
    /// <param name="samples">16 kHz.</param>
    /// <param name="end">Ends the wait.</param>
    /// <returns>The words; empty when there are none.</returns>
    /// <exception cref="VoiceException">The server does not answer, or not with words.</exception>
    public async Task<string> TranscribeAsync(short[] samples, CancellationToken end)
    {
        using var form = new MultipartFormDataContent();
        var sound = new ByteArrayContent(Wav(samples));
        sound.Headers.ContentType = new MediaTypeHeaderValue("audio/wav");
        form.Add(sound, "file", "words.wav");
        form.Add(new StringContent(model), "model");
        form.Add(new StringContent("json"), "response_format");
        form.Add(new StringContent("en"), "language");
        try
        {
            using HttpResponseMessage answer = await http.PostAsync(_url, form, end).ConfigureAwait(false);
            string body = await answer.Content.ReadAsStringAsync(end).ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode)
                throw new VoiceException($"{_url} answered {(int)answer.StatusCode}. Nothing was done; say it again, or type it.");
            using JsonDocument json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("text", out JsonElement text) && text.ValueKind == JsonValueKind.String
                ? text.GetString()!.Trim()
                : throw new VoiceException($"{_url} answered without \"text\". Nothing was done; is it a transcription server?");
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is OperationCanceledException && !end.IsCancellationRequested))
        {
            throw new VoiceException($"{_url} gave no transcription: {e.Message} Nothing was done; say it again, or type it.", e);
        }
    }

    private static byte[] Wav(short[] samples)
    {
        const int Rate = WavFile.Rate;
        var bytes = new byte[HeaderBytes + (2 * samples.Length)];
        void Text(int at, ReadOnlySpan<byte> text) => text.CopyTo(bytes.AsSpan(at));
        void Number(int at, int value) => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), value);
        Text(0, "RIFF"u8);
        Number(4, bytes.Length - 8);
        Text(8, "WAVEfmt "u8);
        Number(16, 16);
        Number(20, 1 | (1 << 16));
        Number(24, Rate);
        Number(28, 2 * Rate);
        Number(32, 2 | (16 << 16));
        Text(36, "data"u8);
        Number(40, 2 * samples.Length);
        for (int i = 0; i < samples.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(HeaderBytes + (2 * i)), samples[i]);
        return bytes;
    }
}
