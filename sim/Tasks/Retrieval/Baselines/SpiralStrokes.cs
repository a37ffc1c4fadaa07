using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Tasks.Retrieval.Baselines;

/// <summary>
/// The hand-designed sequence: dip in over the target down to its top, wind outwards in a spiral, rise, and again; every second time
/// two strokes across instead, from the middle to either side.
/// </summary>
public sealed class SpiralStrokes : RetrievalScript
{
    private const double StepRad = 0.45, MostRadiusM = 0.12, Turns = 2, AboveTargetM = 0.008;
    private static readonly double[] Hand = [1.3, -0.5, 0.2, 0.2, 0.2, 0.2];
    private Vector3d _middle;
    private double _angle;
    private int _phase, _round;

    /// <inheritdoc/>
    public override string Name => "spiral and cross strokes";

    /// <inheritdoc/>
    public override void Act(Span<float> action)
    {
        double top = Target.Z + Simulation.WorldHalfM[0].Z + AboveTargetM;
        Vector3d deep = new(_middle.X, _middle.Y, Math.Max(top, RetrievalBox.FloorZ + 0.01)), high = new(_middle.X, _middle.Y, RetrievalBox.Wrist.High.Z - TipBelowToolM);
        switch (_phase)
        {
            case 0:
                if (Toward(ToolForTips(high, 0), 0, Hand, action))
                    _phase = 1;
                break;
            case 1:
                if (Toward(ToolForTips(deep, 0), 0, Hand, action))
                    (_phase, _angle) = (2, 0);
                break;
            case 2:
                Vector3d out1 = deep + Way();
                if (Toward(ToolForTips(out1, 0), 0, Hand, action) && (_angle += _round % 2 == 0 ? StepRad : Math.PI) >= 2 * Math.PI * Turns)
                    Start(_round + 1);
                break;
        }
    }

    /// <inheritdoc/>
    protected override void Start() => Start(0);

    private Vector3d Way()
    {
        if (_round % 2 == 1)
            return new Vector3d(MostRadiusM * Math.Cos(_angle), 0, 0);
        double radius = MostRadiusM * _angle / (2 * Math.PI * Turns);
        return new Vector3d(radius * Math.Cos(_angle), radius * Math.Sin(_angle), 0);
    }

    private void Start(int round) => (_round, _phase, _angle, _middle) = (round, 0, 0, Target);
}
