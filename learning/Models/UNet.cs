using DexGrasp.Learning.Policy;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Models;

/// <summary>
/// A small U-Net (Ronneberger et al., arXiv 1505.04597) whose skips are added instead of joined, as in LinkNet (arXiv 1707.03718):
/// [B, channels, h, w] to [B, outputs, h, w]. Sizes: multiples of 2 to the power of <see cref="Levels"/>.
/// </summary>
internal class UNet : nn.Module<Tensor, Tensor>
{
    private static readonly int[] Widths = [16, 24, 40, 64];
    private readonly ConvNorm _enter, _middle;
    private readonly ConvNorm[] _down, _block, _narrow, _merge;
    private readonly Conv2d _head;

    public UNet(UNetShape shape, Device device)
        : base(shape.Name)
    {
        register_module("enter", _enter = new ConvNorm(shape.Channels, Widths[0], 1, device));
        _down = Each("down", i => new ConvNorm(Widths[i], Widths[i + 1], 2, device));
        _block = Each("block", i => new ConvNorm(Widths[i + 1], Widths[i + 1], 1, device));
        register_module("middle", _middle = new ConvNorm(Widths[^1], Widths[^1], 1, device));
        _narrow = Each("narrow", i => new ConvNorm(Widths[i + 1], Widths[i], 1, device));
        _merge = Each("merge", i => new ConvNorm(Widths[i], Widths[i], 1, device));
        register_module("head", _head = nn.Conv2d(Widths[0], shape.Outputs, 1, device: device));
    }

    /// <summary>Gets how often the size is halved on the way down.</summary>
    public static int Levels => Widths.Length - 1;

    public override Tensor forward(Tensor window)
    {
        using var scope = NewDisposeScope();
        Tensor x = nn.functional.relu(_enter.forward(window));
        var skips = new Tensor[Levels];
        for (int i = 0; i < Levels; i++)
        {
            skips[i] = x;
            x = nn.functional.relu(_block[i].forward(nn.functional.relu(_down[i].forward(x))));
        }

        x = nn.functional.relu(_middle.forward(x));
        for (int i = Levels - 1; i >= 0; i--)
        {
            Tensor wide = nn.functional.interpolate(nn.functional.relu(_narrow[i].forward(x)), scale_factor: [2, 2], mode: InterpolationMode.Nearest);
            x = nn.functional.relu(_merge[i].forward(wide + skips[i]));
        }

        return _head.forward(x).MoveToOuterDisposeScope();
    }

    private ConvNorm[] Each(string name, Func<int, ConvNorm> make)
    {
        ConvNorm[] layers = [.. Enumerable.Range(0, Levels).Select(make)];
        for (int i = 0; i < layers.Length; i++)
            register_module($"{name}{i}", layers[i]);
        return layers;
    }
}
