using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace DexGrasp.App.WebConsole;

/// <summary>Reads what a browser posts, and nothing that is larger or otherwise than it should be.</summary>
internal static class JsonBody
{
    /// <summary>Largest body. Unit: byte. A prompt of the most characters that are read fits.</summary>
    public const int MostBytes = 16 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a body of type application/json.</summary>
    /// <exception cref="ConsoleRequestException">It is too large, no UTF-8, no JSON or of another form.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request)
    {
        if (!request.HasJsonContentType())
            throw new ConsoleRequestException(StatusCodes.Status415UnsupportedMediaType, "The body has to be application/json. Nothing was done.");
        string text = await ReadTextAsync(request).ConfigureAwait(false);
        try
        {
            return ConsoleJson.Read<T>(text);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ConsoleRequestException(StatusCodes.Status400BadRequest, $"The body is no JSON of the form that is needed: {e.Message} Nothing was done.");
        }
    }

    /// <summary>Reads a body as UTF-8.</summary>
    /// <exception cref="ConsoleRequestException">It is too large or no UTF-8.</exception>
    public static async Task<string> ReadTextAsync(HttpRequest request)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(MostBytes + 1);
        try
        {
            int length = 0;
            while (length <= MostBytes)
            {
                int read = await request.Body.ReadAsync(bytes.AsMemory(length, MostBytes + 1 - length), request.HttpContext.RequestAborted).ConfigureAwait(false);
                if (read == 0)
                    return Strict.GetString(bytes, 0, length);
                length += read;
            }

            throw new ConsoleRequestException(StatusCodes.Status413PayloadTooLarge, $"The body has more than {MostBytes} bytes. Nothing was done; say it in fewer words.");
        }
        catch (DecoderFallbackException)
        {
            throw new ConsoleRequestException(StatusCodes.Status400BadRequest, "The body is no UTF-8. Nothing was done.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
