using DexGrasp.Core.Messages;

namespace DexGrasp.Drivers.Link;

/// <summary>
/// The robot as the run process sees it: observations in, chunks out. Over MQTT for real robots and the demo; in lock-step
/// with the simulator for evaluation. One caller at a time.
/// </summary>
public interface IRobotLink : IAsyncDisposable
{
    /// <summary>Takes the lease, so that chunks are accepted.</summary>
    /// <exception cref="InvalidOperationException">The driver host refused; the message says why and what to do.</exception>
    Task ArmAsync(CancellationToken cancellationToken);

    /// <summary>Waits for the first observation that is not older than <paramref name="notBefore"/>.</summary>
    /// <param name="notBefore">On the driver host's clock. In lock-step the simulation advances to it.</param>
    /// <param name="looks">
    /// Whether the pictures will be looked at. False: only the state has to be that new, and the pictures may be older ones, which
    /// takes a simulation far less work.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<Observation> ObserveAsync(TimeSpan notBefore, bool looks, CancellationToken cancellationToken);

    /// <summary>Sends a chunk with lease, sequence number and validity stamped on it.</summary>
    /// <param name="chunk">What to play.</param>
    /// <param name="controller">Controller name or model hash, for the envelope.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task SendAsync(ActionChunk chunk, string controller, CancellationToken cancellationToken);

    /// <summary>Asks for a controlled stop that latches.</summary>
    /// <param name="reason">For the log and the operator.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task StopAsync(string reason, CancellationToken cancellationToken);
}
