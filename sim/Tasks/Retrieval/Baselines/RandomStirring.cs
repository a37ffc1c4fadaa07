using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Tasks.Retrieval.Baselines;

/// <summary>Goes with slightly bent fingers from one random place among the objects to the next.</summary>
public sealed class RandomStirring : RetrievalScript
{
    private const double LowestTipM = 0.015, HighestTipM = 0.06;
    private static readonly double[] Hand = [1.3, -0.4, 0.25, 0.25, 0.25, 0.25];
    private Vector3d _tool;
    private double _yaw;

    /// <inheritdoc/>
    public override string Name => "random stirring";

    /// <inheritdoc/>
    public override void Act(Span<float> action)
    {
        if (Toward(_tool, _yaw, Hand, action))
            Draw();
    }

    /// <inheritdoc/>
    protected override void Start() => Draw();

    private void Draw()
    {
        Vector3d low = RetrievalBox.Wrist.Low, high = RetrievalBox.Wrist.High;
        _tool = new Vector3d(Random.Between(low.X, high.X), Random.Between(low.Y, high.Y), RetrievalBox.FloorZ + TipBelowToolM + Random.Between(LowestTipM, HighestTipM));
        _yaw = Random.Between(-0.8, 0.8);
    }
}
