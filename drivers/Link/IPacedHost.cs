namespace DexGrasp.Drivers.Link;

/// <summary>
/// A driver host whose clock stands still until it is let go on: a simulation at fast pace. Its answers make a run depend on
/// simulated time alone, however fast machine and messages are. Any thread.
/// </summary>
public interface IPacedHost
{
    /// <summary>Gets how many requests have reached the host's loop, which takes them in its next tick.</summary>
    long Requests { get; }

    /// <summary>Returns when a camera takes its first picture at or after a time.</summary>
    /// <param name="camera">Camera name.</param>
    /// <param name="notBefore">On the host's clock.</param>
    TimeSpan NextPicture(string camera, TimeSpan notBefore);

    /// <summary>Lets the clock go on up to a time; an earlier one than before changes nothing.</summary>
    /// <param name="upTo">On the host's clock; rounded up to a whole tick.</param>
    /// <param name="picturesFrom">Nobody will look at pictures from before this time, so that they need not be taken.</param>
    void GrantUntil(TimeSpan upTo, TimeSpan picturesFrom);
}
