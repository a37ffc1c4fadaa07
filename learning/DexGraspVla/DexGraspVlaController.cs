using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>
/// The published DexGraspVLA controller (arXiv 2502.20900): frozen DINOv2 features and a mask in, a chunk of joint targets out
/// by diffusion. Parameter names are those of official checkpoints. Not thread-safe.
/// </summary>
public sealed class DexGraspVlaController : nn.Module
{
    private readonly NoiseSchedule _schedule;
    private readonly Device _device;

    /// <summary>Makes a controller with random weights, in training mode.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="device">Where the weights live. Default: CPU. The meta device holds shapes only, for counting.</param>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    public DexGraspVlaController(ControllerConfig config, Device? device = null)
        : base(nameof(DexGraspVlaController))
    {
        config.Validate();
        Config = config;
        _device = device ?? CPU;
        _schedule = new NoiseSchedule(config.TrainTimesteps, config.InferenceSteps);
        Normalizer = LinearNormalizer.Identity(config.ActionSize);
        register_module("obs_encoder", Encoder = new ObservationEncoder(config, _device));
        register_module("model", Transformer = new DiffusionTransformer(config, _device));
    }

    /// <summary>Gets the sizes.</summary>
    public ControllerConfig Config { get; }

    /// <summary>Gets or sets how actions are brought to the model's range. Default: unchanged.</summary>
    public LinearNormalizer Normalizer { get; set; }

    /// <summary>Gets the part from pictures to tokens.</summary>
    public ObservationEncoder Encoder { get; }

    /// <summary>Gets the part from tokens to noise.</summary>
    public DiffusionTransformer Transformer { get; }

    /// <summary>Gets the noise levels.</summary>
    public NoiseSchedule Schedule => _schedule;

    /// <summary>Gets the parameters that training changes.</summary>
    public IEnumerable<Parameter> TrainableParameters => parameters().Where(p => p.requires_grad);

    /// <summary>Returns how many numbers training changes.</summary>
    public long CountTrainable() => TrainableParameters.Sum(p => p.numel());

    /// <summary>Denoises a chunk for each observation.</summary>
    /// <param name="observation">Shape: [B, N - 1, E].</param>
    /// <param name="noise">Start. Shape: [B, H, action size].</param>
    /// <param name="onStep">Sees every denoising step.</param>
    /// <param name="firstWeights">Receives the attention of the last block at the first denoising step, and owns it. Shape: [B, heads, N].</param>
    /// <returns>Absolute joint targets in the data's units. Shape: [B, H, action size].</returns>
    public Tensor Act(Tensor observation, Tensor noise, Action<DenoisingStep>? onStep = null, Action<Tensor>? firstWeights = null)
    {
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        IReadOnlyList<KeysAndValues> prepared = Transformer.Prepare(observation);
        int first = _schedule.Timesteps[0];
        Tensor chunk = new DdimSampler(_schedule).Sample(
            noise,
            (noisy, t) => Transformer.PredictNoise(noisy, full(noisy.shape[0], t, int64, noisy.device), prepared, t == first ? firstWeights : null),
            onStep);
        return Normalizer.Restore(chunk).MoveToOuterDisposeScope();
    }

    /// <summary>The training loss: mean squared error of the predicted noise.</summary>
    /// <param name="observation">Shape: [B, N - 1, E].</param>
    /// <param name="actions">Absolute joint targets in the data's units. Shape: [B, H, action size].</param>
    /// <param name="noise">Normal numbers, reordered over the batch here. Same shape.</param>
    /// <param name="timesteps">Noise level of each sample. Shape: [B], int64. Range: [0, train timesteps).</param>
    /// <returns>A scalar with gradients.</returns>
    public Tensor Loss(Tensor observation, Tensor actions, Tensor noise, Tensor timesteps)
    {
        using var scope = NewDisposeScope();
        Tensor data = Normalizer.Normalise(actions);
        Tensor target = ImmiscibleNoise.Assign(data, noise);
        Tensor power = tensor(_schedule.AlphaBar.ToArray(), device: data.device).index_select(0, timesteps).reshape(-1, 1, 1);
        Tensor noisy = (power.sqrt() * data) + ((1 - power).sqrt() * target);
        Tensor predicted = Transformer.PredictNoise(noisy, timesteps, Transformer.Prepare(observation));
        return nn.functional.mse_loss(predicted, target).MoveToOuterDisposeScope();
    }
}
