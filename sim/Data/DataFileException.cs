namespace DexGrasp.Sim.Data;

/// <summary>A JSON file of a user cannot be used. The message names the file, the line or field, the value and what is allowed; nothing of the file was taken.</summary>
public sealed class DataFileException : Exception
{
    /// <summary>Makes the exception.</summary>
    public DataFileException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    public DataFileException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
