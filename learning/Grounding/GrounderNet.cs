using DexGrasp.Planner.Grounding;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Grounding;

/// <summary>The noun network: three convolutions over the crop, then one hidden layer over what they give and the numbers.</summary>
internal sealed class GrounderNet : nn.Module<Tensor, Tensor, Tensor>
{
    private const int Hidden = 192;
    private static readonly int[] Widths = [24, 48, 96];
    private readonly Conv2d[] _convolutions;
    private readonly Linear _hidden;
    private readonly Linear _output;
    private readonly Dropout _dropout = nn.Dropout(0.25);

    public GrounderNet(int nouns)
        : base(nameof(GrounderNet))
    {
        _convolutions = [.. Widths.Select((w, i) => nn.Conv2d(i == 0 ? ObjectSignature.Channels : Widths[i - 1], w, 3, stride: 2, padding: 1))];
        for (int i = 0; i < _convolutions.Length; i++)
            register_module($"conv{i + 1}", _convolutions[i]);
        int side = ObjectSignature.Side >> Widths.Length;
        register_module("hidden", _hidden = nn.Linear((Widths[^1] * side * side) + ObjectSignature.NumberCount, Hidden));
        register_module("output", _output = nn.Linear(Hidden, nouns));
        register_module("dropout", _dropout);
    }

    /// <summary>Returns the nouns' scores. Shape: [B, nouns].</summary>
    /// <param name="crop">Shape: [B, 6, 32, 32].</param>
    /// <param name="numbers">Normalised. Shape: [B, 53].</param>
    public override Tensor forward(Tensor crop, Tensor numbers)
    {
        using var scope = NewDisposeScope();
        Tensor x = crop;
        foreach (Conv2d convolution in _convolutions)
            x = nn.functional.relu(convolution.forward(x));
        Tensor all = cat([_dropout.forward(x.flatten(1)), numbers], 1);
        return _output.forward(_dropout.forward(nn.functional.relu(_hidden.forward(all)))).MoveToOuterDisposeScope();
    }
}
