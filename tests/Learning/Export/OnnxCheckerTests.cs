using System.Diagnostics;
using DexGrasp.Controller.Policy;
using DexGrasp.Learning.Export;
using DexGrasp.Learning.Policy;
using Xunit;

namespace DexGrasp.Tests.Learning.Export;

public sealed class OnnxCheckerTests
{
    private const string Python = "/usr/bin/python3", Program = "import onnx,sys\nfor f in sys.argv[1:]: onnx.checker.check_model(onnx.load(f), full_check=True)";

    [Fact]
    public void Encoder_AndDenoiser_PassTheReferenceChecker()
    {
        Assert.SkipUnless(HasChecker(), "Debian's python3-onnx is not installed; it checks that the models keep to the standard.");
        using var folder = new TemporaryFolder();
        using ExportedPolicy policy = ExportedPolicy.Random(new CompactConfig(), 1);
        PolicyCard card = PolicyExporter.Export(folder.Folder, policy, Core.Robots.Rm75.Model, 4, "test");
        PolicyExporter.ExportUncached(folder.Folder, policy);
        PolicyExporter.ExportAttention(folder.Folder, policy, card);

        (int code, string words) = Run(
            Program, folder.File("encoder.onnx"), folder.File("denoiser.onnx"), folder.File(PolicyExporter.UncachedName), folder.File(PolicyAttention.FileName));

        Assert.True(code == 0, words);
    }

    [Fact]
    public void DinoEncoder_Always_PassesTheReferenceChecker()
    {
        Assert.SkipUnless(HasChecker(), "Debian's python3-onnx is not installed; it checks that the models keep to the standard.");
        using var folder = new TemporaryFolder();
        using ExportedEncoder encoder = ExportedEncoder.Read(Path.Combine(AppContext.BaseDirectory, "Fixtures", "dinov2-tiny"), null, null);
        DinoExporter.Export(folder.File("dino.onnx"), encoder, 70, 98);

        (int code, string words) = Run(Program, folder.File("dino.onnx"));

        Assert.True(code == 0, words);
    }

    private static bool HasChecker() => File.Exists(Python) && Run("import onnx").Code == 0;

    private static (int Code, string Words) Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(Python, ["-c", program, .. arguments]) { RedirectStandardError = true })!;
        string words = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, words);
    }
}
