namespace DexGrasp.Planner.Language;

/// <summary>A vocabulary file cannot be used; the message names file, place and allowed values.</summary>
public sealed class VocabularyException : Exception
{
    /// <summary>Makes the exception.</summary>
    public VocabularyException(string message) : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    public VocabularyException(string message, Exception inner) : base(message, inner)
    {
    }

    /// <summary>Makes the exception.</summary>
    public VocabularyException()
    {
    }
}
