using DexGrasp.Learning.Samples;
using DexGrasp.Sim.Demonstrations;

namespace DexGrasp.Tests.Learning.Samples;

/// <summary>Samples of one recorded episode, for tests that read them.</summary>
public sealed class RecordedSamples : IDisposable
{
    private const int Episode = 900_000_017;
    private readonly TemporaryFolder _folder = new();

    public RecordedSamples()
    {
        new SampleCollector(DemonstrationOptions.Undisturbed, _folder.Folder).Run(Episode, 1, 2, _ => { }, CancellationToken.None);
        // Two threads and one episode: the second thread's file stays empty, as that of a run that is stopped early.
        Files = [.. Directory.GetFiles(_folder.Folder, "*.bin").Where(SampleFile.HoldsAny)];
        File = new SampleFile(Files);
    }

    public string Folder => _folder.Folder;

    public string[] Files { get; }

    public SampleFile File { get; }

    public void Dispose()
    {
        File.Dispose();
        _folder.Dispose();
    }
}
