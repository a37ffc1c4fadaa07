namespace DexGrasp.Learning.Cli;

/// <summary>What the program's exit status means; the same as that of <c>dexgrasp</c>.</summary>
public static class ExitCode
{
    /// <summary>The command did all that it was asked for.</summary>
    public const int Success = 0;

    /// <summary>The command ran and did not succeed.</summary>
    public const int Failure = 1;

    /// <summary>The input is wrong: an unknown option or an unusable file; nothing was written.</summary>
    public const int BadInput = 2;

    /// <summary>Stopped by Ctrl+C or a termination signal (128 + SIGINT).</summary>
    public const int Cancelled = 130;
}
