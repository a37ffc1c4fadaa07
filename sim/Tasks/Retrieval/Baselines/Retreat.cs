using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Tasks.Retrieval.Baselines;

/// <summary>
/// What a reading costs a robot that has to take its hand out of the pile for it, as in arXiv 2502.18423: from the middle of the box
/// straight up to the start posture and back, in an emptied box. The least such way: there the hand still hangs over the box.
/// </summary>
public sealed class Retreat : RetrievalScript
{
    /// <summary>Steps of a retreat, as <see cref="Measure"/> finds them with servos of nominal stiffness.</summary>
    public const int Steps = 21;

    private const double AsideM = 1;
    private static readonly double[] Hand = [1.3, -0.5, 0.15, 0.15, 0.15, 0.15];
    private int _phase, _steps;

    /// <inheritdoc/>
    public override string Name => "retreat";

    /// <inheritdoc/>
    public override RetrievalOptions Options { get; } = new() { Randomised = false, EndsWhenUncovered = false };

    /// <inheritdoc/>
    public override bool IsDone => _phase > 2;

    /// <summary>Counts the control steps of a retreat.</summary>
    /// <param name="worlds">The first of them is used.</param>
    public static int Measure(RetrievalWorlds worlds)
    {
        var retreat = new Retreat();
        using var environment = new RetrievalEnvironment(worlds, retreat.Options);
        BaselineRun.Episode(environment, retreat, 0, 1);
        return retreat._steps;
    }

    /// <inheritdoc/>
    public override void Act(Span<float> action)
    {
        Vector3d middle = RetrievalBox.Centre, up = middle + new Vector3d(0, 0, RetrievalBox.HandStartM);
        Vector3d among = middle + new Vector3d(0, 0, (RetrievalBox.WallHeightM / 2) + TipBelowToolM);
        _steps += _phase > 0 ? 1 : 0;
        if (Toward(_phase == 1 ? up : among, 0, Hand, action))
            _phase++;
    }

    /// <inheritdoc/>
    protected override void Start()
    {
        (_phase, _steps) = (0, 0);
        for (int i = 1; i < Simulation.Objects; i++)
            Simulation.Shift(i, new Vector3d(0, AsideM, 0));
    }
}
