using DexGrasp.Learning.Build;
using Xunit;
using static TorchSharp.torch;

namespace DexGrasp.Tests.Learning.Build;

public sealed class WeakVersionNeedTests
{
    private const string Version = "GLIBCXX_3.4.32";
    private const int Weak = 2;

    private static string Library => Assert.Single(Directory.GetFiles(AppContext.BaseDirectory, "libLibTorchSharp.so", SearchOption.AllDirectories), path => path.Contains("linux", StringComparison.Ordinal) || Path.GetDirectoryName(path) == AppContext.BaseDirectory.TrimEnd('/'));

    [Fact]
    public void Output_AfterTheBuild_HasTheVersionWeak()
    {
        byte[] file = File.ReadAllBytes(Library);
        int at = WeakVersionNeed.FindFlags(file, Version);
        Assert.True(at > 0);
        Assert.Equal(Weak, file[at] & Weak);
    }

    [Fact]
    public void Apply_VersionNotWeak_ChangesOneBitAndKeepsTheTime()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("library.so");
        byte[] file = File.ReadAllBytes(Library);
        int at = WeakVersionNeed.FindFlags(file, Version);
        file[at] &= unchecked((byte)~Weak);
        File.WriteAllBytes(path, file);
        var time = new DateTime(2024, 5, 6, 7, 8, 9, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(path, time);

        Assert.True(WeakVersionNeed.Apply(path, Version));

        file[at] |= Weak;
        Assert.Equal(file, File.ReadAllBytes(path));
        Assert.Equal(time, File.GetLastWriteTimeUtc(path));
        Assert.False(WeakVersionNeed.Apply(path, Version));
    }

    [Fact]
    public void Apply_VersionThatIsNotNeeded_ChangesNothing()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("library.so");
        File.Copy(Library, path);
        Assert.False(WeakVersionNeed.Apply(path, "GLIBCXX_9.9.9"));
        Assert.Equal(File.ReadAllBytes(Library), File.ReadAllBytes(path));
    }

    [Fact]
    public void Apply_NoElfFile_ChangesNothing()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("text.so");
        File.WriteAllText(path, new string('x', 200));
        Assert.False(WeakVersionNeed.Apply(path, Version));
        Assert.Equal(new string('x', 200), File.ReadAllText(path));
    }

    [Fact]
    public void Library_Loaded_TrainsALayer()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var layer = nn.Linear(3, 1);
        Tensor input = randn(64, 3), wanted = input.matmul(tensor(new[] { 1f, -2f, 3f }).reshape(3, 1));
        var optimizer = optim.AdamW(layer.parameters(), lr: 0.1);
        double first = Loss().item<float>();
        for (int i = 0; i < 100; i++)
        {
            optimizer.zero_grad();
            Loss().backward();
            optimizer.step();
        }

        Assert.InRange(Loss().item<float>(), 0, 0.01 * first);

        Tensor Loss() => nn.functional.mse_loss(layer.forward(input), wanted);
    }
}
