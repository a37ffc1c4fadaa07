namespace DexGrasp.App.Cli;

/// <summary>An expected error that is told to the person at the keyboard without a stack trace.</summary>
public sealed class UserErrorException : Exception
{
    /// <summary>Makes an error from its three parts.</summary>
    /// <param name="what">What went wrong, with the value and the allowed range, and what was done.</param>
    /// <param name="remedy">What to do about it; null when <paramref name="what"/> says it already.</param>
    /// <param name="exitCode">One of <see cref="Cli.ExitCode"/>. Default: bad input.</param>
    /// <param name="cause">The exception behind it, if any.</param>
    public UserErrorException(string what, string? remedy = null, int exitCode = Cli.ExitCode.BadInput, Exception? cause = null)
        : base(what, cause)
    {
        Remedy = remedy;
        ExitCode = exitCode;
    }

    /// <summary>Gets what to do about it, or null.</summary>
    public string? Remedy { get; }

    /// <summary>Gets the exit status of the program. Range: one of <see cref="Cli.ExitCode"/>.</summary>
    public int ExitCode { get; }
}
