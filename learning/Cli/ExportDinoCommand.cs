using System.CommandLine;
using DexGrasp.Learning.Export;

namespace DexGrasp.Learning.Cli;

/// <summary><c>dexgrasp export dino</c>: a frozen DINOv2 encoder as one ONNX file.</summary>
internal static class ExportDinoCommand
{
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "a folder of dexgrasp models import, or official weights of a controller or of a DINOv2 encoder (safetensors, or what torch.save wrote)", HelpName = "FOLDER|FILE" };
        var file = new Option<FileInfo>("--out") { Description = "the ONNX file", HelpName = "FILE", Required = true };
        var which = new Option<string?>("--encoder") { Description = "which of a controller's two encoders; not for an encoder alone" };
        which.AcceptOnlyFromAmong(ExportedEncoder.Head, ExportedEncoder.Wrist);
        var height = new Option<int?>("--height") { Description = "height of the pictures: a multiple of 14 px; without it the controller's, or an encoder's own", HelpName = "PX" };
        var width = new Option<int?>("--width") { Description = "width of the pictures, likewise", HelpName = "PX" };
        var heads = new Option<int?>("--dino-heads") { Description = "attention heads; without it as config.json beside the weights says, else one for each 64 numbers of width", HelpName = "N" };
        var command = new Command("dino", "write a DINOv2 encoder as one ONNX file, compared with TorchSharp before it is there") { model, file, which, height, width, heads };
        command.SetAction((parsed, _) =>
        {
            string path = parsed.GetValue(file)!.FullName;
            using ExportedEncoder encoder = ExportedEncoder.Read(parsed.GetValue(model)!, parsed.GetValue(which), parsed.GetValue(heads));
            (int h, int w) = (parsed.GetValue(height) ?? encoder.ImageSize, parsed.GetValue(width) ?? encoder.ImageSize);
            float error = DinoExporter.Export(path, encoder, h, w);
            TextWriter output = parsed.InvocationConfiguration.Output;
            output.WriteLine(encoder.Provenance);
            output.WriteLine($"pictures of {w}x{h} px; largest difference to TorchSharp {error:0.0e+00}, allowed {DinoExporter.Tolerance:0e+00}");
            output.WriteLine($"{path}  sha256 {Models.ModelFolder.Sha256(path)}");
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }
}
