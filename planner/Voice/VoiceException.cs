namespace DexGrasp.Planner.Voice;

/// <summary>Speech cannot be read: something is not installed, or the sound cannot be used. The message says what to do.</summary>
public sealed class VoiceException : Exception
{
    /// <summary>Makes an exception.</summary>
    /// <param name="message">What is wrong, what was done, what to do.</param>
    /// <param name="inner">The exception behind it, if any.</param>
    public VoiceException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    internal static VoiceException NotInstalled(string what, Exception? inner = null) =>
        new($"{what} Voice is off; typing works as before. Install it: apt-get install {SphinxModel.Packages}. Or send speech to a server of yours: --transcribe-url URL.", inner);
}
