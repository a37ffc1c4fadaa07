using DexGrasp.Core.Messages;
using DexGrasp.Drivers.Mqtt;

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

    /// <summary>Asks for a controlled stop that latches, and waits for its confirmation for 5 s. Throws nothing.</summary>
    /// <param name="link">The robot.</param>
    /// <param name="reason">For the log and the operator.</param>
    /// <returns>Null once it is confirmed, else a sentence for people: why it was not, and what happens all the same.</returns>
    public static async Task<string?> TryStopAsync(this IRobotLink link, string reason)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await link.StopAsync(reason, patience.Token).ConfigureAwait(false);
            return null;
        }
        catch (Exception e) when (e is OperationCanceledException or InvalidOperationException or TimeoutException or BrokerException)
        {
            return $"The stop was not confirmed: {e.Message} The driver host brakes by itself when chunks stop coming.";
        }
    }
}
