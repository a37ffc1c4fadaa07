namespace DexGrasp.Data.Files;

/// <summary>A dataset cannot be read, written or converted; the message names the file, the value, what is allowed, and what to do.</summary>
public sealed class DatasetException : Exception
{
    /// <summary>Makes an error.</summary>
    /// <param name="message">What went wrong, with file, value and allowed range, and what to do about it.</param>
    /// <param name="innerException">The exception behind it, if any.</param>
    public DatasetException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
