namespace DexGrasp.App.WebConsole;

/// <summary>A request that is not served; the message says what was wrong and what to do.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="words">For the person or program that asked.</param>
internal sealed class ConsoleRequestException(int status, string words) : Exception(words)
{
    /// <summary>Gets the HTTP status.</summary>
    public int Status { get; } = status;
}
