using DexGrasp.Core.Messages;

namespace DexGrasp.Drivers.Link;

/// <summary>Shorter ways to ask a robot.</summary>
public static class RobotLinkExtensions
{
    /// <summary>Waits for the first observation whose pictures and state are not older than <paramref name="notBefore"/>.</summary>
    /// <param name="link">The robot.</param>
    /// <param name="notBefore">On the driver host's clock. In lock-step the simulation advances to it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static Task<Observation> ObserveAsync(this IRobotLink link, TimeSpan notBefore, CancellationToken cancellationToken) =>
        link.ObserveAsync(notBefore, looks: true, cancellationToken);
}
