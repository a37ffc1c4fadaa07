using DexGrasp.Learning.Checkpoints;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Parity;

/// <summary>Compares computed tensors with those of a reference file, by name.</summary>
/// <param name="expected">The reference.</param>
internal sealed class ParityComparison(TensorMap expected)
{
    private static readonly HashSet<string> Inputs = new(StringComparer.Ordinal)
    {
        "image", "rgbm", "right_cam_img", "right_state", "noise", "train_data", "train_noise", "train_timesteps",
    };

    private readonly Dictionary<string, ParityRow> _rows = [];

    /// <summary>Gets everything in the reference that is no input, in its order; what was not computed here has an infinite error.</summary>
    public IReadOnlyList<ParityRow> Rows =>
    [
        .. expected.Names.Where(name => !Inputs.Contains(name))
            .Select(name => _rows.GetValueOrDefault(name) ?? new ParityRow(name, double.PositiveInfinity, ParityTolerance.Of(name))),
    ];

    /// <summary>Compares one tensor; does nothing if the reference lacks it.</summary>
    public void Add(string name, Tensor actual)
    {
        if (expected.Contains(name))
            _rows[name] = new ParityRow(name, Error(actual, expected[name], ParityTolerance.Of(name).Relative), ParityTolerance.Of(name));
    }

    private static double Error(Tensor actual, Tensor reference, bool relative)
    {
        if (actual.numel() != reference.numel() || (reference.dim() > 1 && !actual.shape.SequenceEqual(reference.shape)))
            return double.PositiveInfinity;
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        Tensor wanted = reference.to(float64).flatten(), difference = (actual.to(float64).flatten() - wanted).abs();
        if (relative)
            difference = where(difference == 0, difference, difference / wanted.abs());
        double worst = difference.max().item<double>();
        return double.IsFinite(worst) ? worst : double.PositiveInfinity;
    }
}
