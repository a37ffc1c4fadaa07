using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Tasks.Retrieval.Baselines;

/// <summary>
/// Rakes away what covers the target, the highest first: the fingers go down behind it, as seen from where it shall go, and sweep it
/// outwards. Like visual motion planning by heuristics in the paper, but with true poses.
/// </summary>
public sealed class RakingStrokes : RetrievalScript
{
    private const double BehindM = 0.02, StrokeM = 0.15, ClearM = 0.02, LowestTipM = 0.008, AboveTargetM = 0.004;
    private static readonly double[] Hand = [1.3, -0.5, 0.15, 0.15, 0.15, 0.15];
    private Vector3d _from, _to;
    private double _yaw;
    private int _phase;

    /// <inheritdoc/>
    public override string Name => "raking";

    /// <inheritdoc/>
    public override void Act(Span<float> action)
    {
        double top = RetrievalBox.FloorZ;
        for (int i = 0; i < Simulation.Objects; i++)
            top = Math.Max(top, Simulation.WorldFromObjects[i].Translation.Z + Simulation.WorldHalfM[i].Z);
        Vector3d above = new(_from.X, _from.Y, top + ClearM);
        (Vector3d tips, int next) = _phase switch { 0 => (above, 1), 1 => (_from, 2), 2 => (_to, 3), _ => (new Vector3d(_to.X, _to.Y, top + ClearM), 0) };
        if (Toward(ToolForTips(tips, _yaw), _yaw, Hand, action) && (_phase = next) == 0)
            Aim();
    }

    /// <inheritdoc/>
    protected override void Start()
    {
        _phase = 0;
        Aim();
    }

    private void Aim()
    {
        int chosen = 1;
        double best = double.NegativeInfinity;
        for (int i = 1; i < Simulation.Objects; i++)
        {
            // What covers comes first, by height; then what is nearest.
            double worth = Simulation.Covers(i) ? 1 + Simulation.WorldFromObjects[i].Translation.Z + Simulation.WorldHalfM[i].Z
                : -(Simulation.WorldFromObjects[i].Translation - Target).Length;
            if (worth > best)
                (chosen, best) = (i, worth);
        }

        Vector3d at = Simulation.WorldFromObjects[chosen].Translation, half = Simulation.WorldHalfM[chosen];
        Vector3d out1 = new(at.X - Target.X, at.Y - Target.Y, 0);
        double any = Random.Between(0, 2 * Math.PI), jitter = 0.3 * Random.NextGaussian();
        double direction = out1.Length > 0.01 ? Math.Atan2(out1.Y, out1.X) + jitter : any;
        Vector3d way = new(Math.Cos(direction), Math.Sin(direction), 0);
        double reach = (Math.Abs(way.X) * half.X) + (Math.Abs(way.Y) * half.Y) + BehindM;
        double z = Math.Max(Math.Max(RetrievalBox.FloorZ + LowestTipM, Target.Z + Simulation.WorldHalfM[0].Z + AboveTargetM), at.Z - (half.Z / 2));
        if (!Simulation.Covers(chosen))
            z = Math.Max(RetrievalBox.FloorZ + LowestTipM, at.Z - (half.Z / 2));
        _from = new Vector3d(at.X, at.Y, z) - (way * reach);
        _to = _from + (way * (reach + StrokeM));
        (_from, _to) = (Inside(_from), Inside(_to));
        _yaw = direction - (Math.PI * Math.Round(direction / Math.PI));
    }

    private static Vector3d Inside(Vector3d p)
    {
        const double margin = 0.02;
        Vector3d centre = RetrievalBox.Centre;
        return new Vector3d(Math.Clamp(p.X, centre.X - RetrievalBox.HalfX + margin, centre.X + RetrievalBox.HalfX - margin),
            Math.Clamp(p.Y, centre.Y - RetrievalBox.HalfY + (2 * margin), centre.Y + RetrievalBox.HalfY - (2 * margin)), p.Z);
    }
}
