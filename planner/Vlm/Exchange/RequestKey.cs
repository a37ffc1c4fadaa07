using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;

namespace DexGrasp.Planner.Vlm.Exchange;

/// <summary>Names a request by what it says and shows, so that the same request is known again.</summary>
internal static class RequestKey
{
    /// <summary>Returns a hash of all texts and pictures, in lower-case hexadecimal digits.</summary>
    public static string Of(IEnumerable<ChatMessage> messages)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (ChatMessage message in messages)
        {
            Append(hash, "role", Encoding.UTF8.GetBytes(message.Role.Value));
            foreach (AIContent content in message.Contents)
            {
                if (content is TextContent text)
                    Append(hash, "text", Encoding.UTF8.GetBytes(text.Text));
                else if (content is DataContent data)
                    Append(hash, data.MediaType, data.Data.Span);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Returns the key of a request to one model: another model's answer is another answer.</summary>
    public static string Of(string request, VlmOptions options)
    {
        string all = string.Join('\n', request, options.Url, options.Model, options.Boxes, options.MaxAnswerTokens);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all)));
    }

    private static void Append(IncrementalHash hash, string kind, ReadOnlySpan<byte> bytes)
    {
        // Lengths keep neighbours apart.
        hash.AppendData(Encoding.UTF8.GetBytes($"{kind} {bytes.Length}\n"));
        hash.AppendData(bytes);
    }
}
