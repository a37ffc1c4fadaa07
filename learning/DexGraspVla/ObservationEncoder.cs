using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>Pictures, mask and joint state to condition tokens. The two DINOv2 encoders are frozen.</summary>
public sealed class ObservationEncoder : nn.Module
{
    private const int StateHidden = 256;

    // What ImageNet pictures have on average, and how they vary: red, green, blue in [0, 1].
    private static readonly float[] ImageNetMean = [0.485f, 0.456f, 0.406f], ImageNetDeviation = [0.229f, 0.224f, 0.225f];
    private readonly DinoEncoder _head, _wrist;
    private readonly MaskEncoder _mask;
    private readonly Sequential _headNet, _wristNet, _stateNet;
    private readonly ControllerConfig _config;

    /// <summary>Makes an encoder with random weights.</summary>
    /// <param name="config">Sizes.</param>
    /// <param name="device">Where the weights live.</param>
    public ObservationEncoder(ControllerConfig config, Device device)
        : base(nameof(ObservationEncoder))
    {
        _config = config;
        register_parameter("_dummy_variable", new Parameter(empty(0, device: device)));
        register_module("dino_head", _head = new DinoEncoder(config.Head, config.EncoderImageSize ?? config.ImageSize, device));
        register_module("dino_wrist", _wrist = new DinoEncoder(config.Wrist, config.EncoderImageSize ?? config.ImageSize, device));
        register_module("mask_process_net", _mask = new MaskEncoder(config.Head.Width, config.MaskDepth, config.MaskHeads, device));
        register_module("head_net", _headNet = Projector(2 * config.Head.Width, config.Width));
        register_module("wrist_net", _wristNet = Projector(config.Wrist.Width, config.Width));
        register_module("state_net", _stateNet = Projector(config.StateSize, StateHidden));
        foreach (Parameter frozen in _head.parameters().Concat(_wrist.parameters()))
            frozen.requires_grad = false;

        Sequential Projector(int input, int hidden) => nn.Sequential(
            nn.Linear(input, hidden, device: device), nn.LayerNorm(hidden, device: device), nn.GELU(), nn.Dropout(config.Dropout),
            nn.Linear(hidden, config.Width, device: device), nn.LayerNorm(config.Width, device: device));
    }

    /// <summary>Encodes a batch of observations.</summary>
    /// <param name="headBgrMask">Shape: [B, 4, H, W]: blue, green, red in [0, 1], then the object mask, 0 or 1.</param>
    /// <param name="wristBgr">Shape: [B, 3, H, W]: blue, green, red in [0, 1].</param>
    /// <param name="state">Joint state as the data set holds it, not normalised. Shape: [B, state size].</param>
    /// <exception cref="ArgumentException">A shape is wrong.</exception>
    public ObservationTokens Encode(Tensor headBgrMask, Tensor wristBgr, Tensor state)
    {
        Check(headBgrMask, "head picture with mask", headBgrMask.shape[0], 4, _config.ImageSize, _config.ImageSize);
        Check(wristBgr, "wrist picture", headBgrMask.shape[0], 3, _config.ImageSize, _config.ImageSize);
        Check(state, "state", headBgrMask.shape[0], _config.StateSize);
        using var scope = NewDisposeScope();
        Tensor head, wrist;
        using (no_grad())
        {
            head = _head.forward(Normalise(headBgrMask[.., ..3]));
            wrist = _wrist.forward(Normalise(wristBgr));
        }

        Tensor headTokens = _headNet.forward(cat([head, _mask.forward(headBgrMask[.., 3..])], -1));
        Tensor wristTokens = _wristNet.forward(wrist);
        Tensor stateToken = _stateNet.forward(state).unsqueeze(1);
        return new ObservationTokens(
            headTokens.MoveToOuterDisposeScope(), wristTokens.MoveToOuterDisposeScope(), stateToken.MoveToOuterDisposeScope(),
            cat([headTokens, wristTokens, stateToken], 1).MoveToOuterDisposeScope());
    }

    private static Tensor Normalise(Tensor bgr) => (bgr.flip(1) - Channels(ImageNetMean, bgr.device)) / Channels(ImageNetDeviation, bgr.device);

    private static Tensor Channels(float[] values, Device device) => tensor(values, device: device).reshape(3, 1, 1);

    private static void Check(Tensor given, string name, params long[] shape)
    {
        if (!given.shape.SequenceEqual(shape))
            throw new ArgumentException($"The {name} has shape [{string.Join(", ", given.shape)}]; this model needs [{string.Join(", ", shape)}].");
    }
}
