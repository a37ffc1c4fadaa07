using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Policy;

/// <summary>
/// One picture to tokens: a strided convolution for each entry of the channels and a residual block after all but the first, then one
/// token for each place that is left, with a learned position. [B, C, h, w] to [B, ceil(h / 16) x ceil(w / 16), E].
/// </summary>
internal sealed class PictureEncoder : nn.Module<Tensor, Tensor>
{
    private readonly List<nn.Module<Tensor, Tensor>> _stages = [];
    private readonly Linear _project;
    private readonly LayerNorm _norm;
    private readonly Parameter _position;

    public PictureEncoder(CompactConfig config, int channels, int height, int width, Device device)
        : base(nameof(PictureEncoder))
    {
        int from = channels;
        for (int i = 0; i < config.Channels.Count; i++)
        {
            Add($"down{i}", new ConvNorm(from, config.Channels[i], 2, device));
            if (i > 0)
                Add($"block{i}", new ResidualBlock(config.Channels[i], device));
            from = config.Channels[i];
            (height, width) = ((height + 1) / 2, (width + 1) / 2);
        }

        Tokens = height * width;
        register_module("project", _project = nn.Linear(from, config.Width, device: device));
        register_module("norm", _norm = nn.LayerNorm(config.Width, device: device));
        register_parameter("position", _position = new Parameter(randn(Tokens, config.Width, device: device) * 0.02));
    }

    /// <summary>Gets the number of tokens.</summary>
    public int Tokens { get; }

    public override Tensor forward(Tensor picture)
    {
        using var scope = NewDisposeScope();
        Tensor features = picture;
        foreach (nn.Module<Tensor, Tensor> stage in _stages)
            features = stage is ConvNorm ? nn.functional.relu(stage.forward(features)) : stage.forward(features);
        Tensor tokens = features.flatten(2).transpose(1, 2);
        return (_norm.forward(_project.forward(tokens)) + _position).MoveToOuterDisposeScope();
    }

    private void Add(string name, nn.Module<Tensor, Tensor> stage)
    {
        register_module(name, stage);
        _stages.Add(stage);
    }
}
