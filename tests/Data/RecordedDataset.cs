using Xunit;

[assembly: AssemblyFixture(typeof(DexGrasp.Tests.Data.RecordedDataset))]

namespace DexGrasp.Tests.Data;

/// <summary>One dataset of three episodes for all tests that only read; those that change it copy it.</summary>
public sealed class RecordedDataset : IAsyncLifetime
{
    public const int Episodes = 3;
    private readonly TemporaryFolder _folder = new();

    public string Folder => _folder["demos"];

    public async ValueTask InitializeAsync() =>
        await Demonstrations.WriteAsync(Folder, Demonstrations.Schema, Episodes, CancellationToken.None);

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
