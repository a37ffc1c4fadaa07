using System.CommandLine;
using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.Policy;
using DexGrasp.Learning.Samples;
using DexGrasp.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Cli;

/// <summary>The options that both stages of training have.</summary>
/// <param name="standardFolder">For results.</param>
/// <param name="standardSteps">Optimisation steps.</param>
internal sealed class TrainingFlags(string standardFolder, int standardSteps)
{
    private const string Cpu = "cpu", Cuda = "cuda";
    private readonly Option<DirectoryInfo[]> _samples = new("--samples") { Description = "folder of sample files; may be given several times", HelpName = "DIR", Required = true };
    private readonly Option<DirectoryInfo> _folder = TrainCommand.Folder(standardFolder);
    private readonly Option<FileInfo?> _start = new("--start") { Description = "a result of the same stage to begin with", HelpName = "FILE" };
    private readonly Option<int> _steps = TrainCommand.Number("--steps", standardSteps, "optimisation steps");
    private readonly Option<int> _batch = TrainCommand.Number("--batch", 128, "samples a step");
    private readonly Option<int> _workers = TrainCommand.Number("--threads", 2, "threads, each with its copy of the network; 1 on a GPU");
    private readonly Option<int> _readers = TrainCommand.Number("--readers", 1, "threads that read for each copy; many on a GPU");
    private readonly Option<string> _device = new("--device") { Description = "cpu or cuda", HelpName = "NAME", DefaultValueFactory = _ => Cpu };
    private readonly Option<double> _rate = new("--rate") { Description = "largest learning rate", HelpName = "X", DefaultValueFactory = _ => 1e-3 };

    private readonly Option<bool> _noMask = new("--no-mask") { Description = "hide the target's mask in every sample: to compare with" };
    private readonly Option<bool> _noChanges = new("--no-changes") { Description = "samples as they were recorded: to compare with" };
    private readonly Option<bool> _small = new("--small") { Description = "an encoder of half the channels: to compare with" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        _device.AcceptOnlyFromAmong(Cpu, Cuda);
        foreach (Option option in (Option[])[_samples, _folder, _start, _steps, _batch, _workers, _readers, _device, _rate, _noMask, _noChanges, _small])
            command.Add(option);
    }

    /// <summary>Gets the folders of samples.</summary>
    public string[] Samples(ParseResult parsed) => [.. parsed.GetValue(_samples)!.Select(d => d.FullName)];

    /// <summary>Reads what was asked for.</summary>
    /// <exception cref="CheckpointException">There is no GPU for libtorch.</exception>
    public TrainingOptions Read(ParseResult parsed)
    {
        int workers = parsed.GetValue(_workers), readers = parsed.GetValue(_readers), batch = parsed.GetValue(_batch);
        if (batch % (workers * readers) != 0)
            throw new CheckpointException($"A batch of {batch} cannot be shared out evenly among {workers} threads with {readers} readers each; choose another --batch.");
        Augmentation changes = parsed.GetValue(_noChanges) ? Augmentation.None : new Augmentation();
        return new TrainingOptions(parsed.GetValue(_folder)!.FullName, parsed.GetValue(_steps))
        {
            Batch = batch,
            Workers = workers,
            Readers = readers,
            Device = Find(parsed.GetValue(_device)!),
            Start = parsed.GetValue(_start)?.FullName,
            LearningRate = parsed.GetValue(_rate),
            Augmentation = parsed.GetValue(_noMask) ? changes with { MaskLost = 1 } : changes,
            Network = parsed.GetValue(_small) ? CompactConfig.Small : new CompactConfig(),
        };
    }

    private static Device Find(string name)
    {
        if (name == Cpu)
            return CPU;
        if (!TryInitializeDeviceType(DeviceType.CUDA) || !cuda.is_available())
            throw new CheckpointException("--device cuda: libtorch finds no NVIDIA GPU; build with -p:Gpu=true, and check the driver with nvidia-smi.");
        backends.cuda.matmul.allow_tf32 = true;
        backends.cudnn.allow_tf32 = true;
        return CUDA;
    }
}
