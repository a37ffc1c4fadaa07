namespace DexGrasp.App.Evaluation;

/// <summary>
/// Runs episodes one after the other. Each worker thread makes its own runner, uses it on that thread only and disposes
/// it there, since a renderer belongs to the thread that made it.
/// </summary>
public interface IEpisodeRunner : IDisposable
{
    /// <summary>Runs one episode; a pure function of <paramref name="spec"/>, whatever ran before on this runner.</summary>
    /// <param name="spec">The episode.</param>
    /// <param name="cancellationToken">Ends the episode early.</param>
    EpisodeResult Run(EpisodeSpec spec, CancellationToken cancellationToken);
}
