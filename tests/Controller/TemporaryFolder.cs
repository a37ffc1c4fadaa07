namespace DexGrasp.Tests.Controller;

internal sealed class TemporaryFolder : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("dexgrasp-test-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
