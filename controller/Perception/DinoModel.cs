using DexGrasp.Core.Images;
using Microsoft.ML.OnnxRuntime;

namespace DexGrasp.Controller.Perception;

/// <summary>
/// A DINOv2 vision transformer (Oquab et al., arXiv 2304.07193) as an ONNX model, exported by dexgrasp or supplied by a user: a picture
/// becomes one row of numbers for each patch of 14 x 14 px. Give <see cref="Encode"/> a picture, read <see cref="Patches"/>.
/// docs/models.md says what the file takes and gives.
/// </summary>
/// <remarks>One thread at a time. Inputs and outputs are bound once; a picture allocates next to nothing.</remarks>
public sealed class DinoModel : IDisposable
{
    /// <summary>Name of the input: red, green, blue, ImageNet-normalised. Shape: [1, 3, H, W].</summary>
    public const string Input = "pixel_values";

    /// <summary>Name of the output: tokens of the last layer after the final norm; class token, registers if any, patches row by row. Shape: [1, 1 + registers + N, E].</summary>
    public const string Output = "last_hidden_state";

    /// <summary>Side of a patch. Unit: px.</summary>
    public const int PatchSize = 14;

    /// <summary>Largest height and width of a picture: twice the published side. Memory grows with the fourth power of it. Unit: px.</summary>
    public const int MostSide = 2 * DinoModelOptions.PublishedSide;

    private const int PictureChannels = 3;
    private static readonly string[] Inputs = [Input], Outputs = [Output];
    private readonly List<IDisposable> _owned = [];

    // What goes wrong in a run is in its exception; OnnxRuntime need not also print it.
    private readonly RunOptions _run = new() { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly DinoModelShape _shape;
    private readonly ImageNetPicture _pictures;
    private readonly float[] _picture, _tokens;

    /// <summary>Opens a model and lets it see an empty picture, so that a wrong file is refused here.</summary>
    /// <param name="path">An ONNX file, with its external data beside it if it has any.</param>
    /// <param name="options">Size, threads, processor.</param>
    /// <exception cref="DinoModelException">There is no such file, it is no model, it has other names, ranks or sizes, it does not run, or it gives NaN.</exception>
    public DinoModel(string path, DinoModelOptions? options = null)
    {
        Path = path;
        options ??= new DinoModelOptions();
        _owned.Add(_run);
        try
        {
            if (!File.Exists(path))
                throw new DinoModelException($"There is no file {path}; an ONNX model of DINOv2 was expected. dexgrasp export dino writes one (docs/models.md).");
            bool gpu = options.PrefersGpu && OnnxModels.HasGpu;
            Device = gpu ? "CUDA" : "CPU";
            _session = Own(OnnxModels.Open(path, gpu, options.Threads));
            _shape = DinoModelShape.Of(path, _session, options);
            _pictures = new ImageNetPicture(Height, Width);
            _picture = GC.AllocateArray<float>(PictureChannels * Height * Width, pinned: true);
            OrtValue picture = Own(Tensors.Of(_picture, 1, PictureChannels, Height, Width));
            long[] given = Try(picture);
            (Registers, Channels) = (_shape.CountRegisters(given[1]), (int)given[2]);
            _tokens = GC.AllocateArray<float>((int)given[1] * Channels, pinned: true);
            _binding = Own(_session.CreateIoBinding());
            _binding.BindInput(Input, picture);
            _binding.BindOutput(Output, Own(Tensors.Of(_tokens, given)));
            Run();
        }
        catch (OnnxRuntimeException e)
        {
            Dispose();
            throw new DinoModelException($"{path} does not load or does not run{(_shape is null ? "" : $" on a picture of {Width}x{Height} px")}; an ONNX model of DINOv2 was expected. {e.Message}", e);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Gets the file as it was given.</summary>
    public string Path { get; }

    /// <summary>Gets where it runs: "CPU" or "CUDA".</summary>
    public string Device { get; }

    /// <summary>Gets the height that pictures are stretched to. Unit: px.</summary>
    public int Height => _shape.Height;

    /// <summary>Gets the width that pictures are stretched to. Unit: px.</summary>
    public int Width => _shape.Width;

    /// <summary>Gets the rows of patches.</summary>
    public int Rows => _shape.Rows;

    /// <summary>Gets the patches of a row.</summary>
    public int Columns => _shape.Columns;

    /// <summary>Gets the numbers of a patch.</summary>
    public int Channels { get; }

    /// <summary>Gets the register tokens (arXiv 2309.16588), which are passed over.</summary>
    public int Registers { get; }

    /// <summary>Gets the picture to write for <see cref="Run"/>, normalised. Shape: [3 x Height x Width].</summary>
    public Span<float> Picture => _picture;

    /// <summary>Gets the token that stands for the whole picture. Shape: [Channels].</summary>
    public ReadOnlySpan<float> ClassToken => _tokens.AsSpan(0, Channels);

    /// <summary>Gets the patches' features, row by row. Shape: [Rows x Columns x Channels].</summary>
    public ReadOnlySpan<float> Patches => _tokens.AsSpan((1 + Registers) * Channels);

    /// <summary>Computes the features of a picture.</summary>
    /// <param name="picture">Any size: it is stretched and normalised as DexGraspVLA does.</param>
    /// <exception cref="DinoModelException">The model gives NaN or infinite numbers, or fails.</exception>
    public void Encode(ImageRgb picture)
    {
        _pictures.Write(picture, _picture);
        Run();
    }

    /// <summary>Computes the features of <see cref="Picture"/>.</summary>
    /// <exception cref="DinoModelException">The model gives NaN or infinite numbers, or fails.</exception>
    public void Run()
    {
        try
        {
            _session.RunWithBinding(_run, _binding);
        }
        catch (OnnxRuntimeException e)
        {
            throw new DinoModelException($"{Path} failed on a picture of {Width}x{Height} px; its features cannot be used. {e.Message}", e);
        }

        for (int i = 0; i < _tokens.Length; i++)
            if (!float.IsFinite(_tokens[i]))
                throw new DinoModelException($"{Path} gives {_tokens[i]} as number {i % Channels} of token {i / Channels}; finite numbers were expected, and the picture's features cannot be used. Export the model again.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        for (int i = _owned.Count - 1; i >= 0; i--)
            _owned[i].Dispose();
        _owned.Clear();
    }

    // What a model declares may be open; what it gives is not.
    private long[] Try(OrtValue picture)
    {
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(_run, Inputs, [picture], Outputs);
        long[] shape = results[0].GetTensorTypeAndShape().Shape;
        return shape is [1, > 0, > 0]
            ? shape
            : throw new DinoModelException($"{Path} gives {Output} [{string.Join(", ", shape)}] for one picture; [1, 1 + patches, channels] was expected.");
    }

    private T Own<T>(T resource)
        where T : IDisposable
    {
        _owned.Add(resource);
        return resource;
    }
}
