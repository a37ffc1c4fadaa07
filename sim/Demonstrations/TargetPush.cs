using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Experts;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Sim.Demonstrations;

/// <summary>Pushes the target aside once while the hand comes: 3 to 10 cm within 0.2 to 0.5 s, to where there is room.</summary>
internal sealed class TargetPush
{
    private const double RoomM = 0.015;
    // What friction takes off between two ticks.
    private const double FrictionMPerS = 0.04;
    private readonly SimulatedWorld _world;
    private readonly int _target;
    private readonly Random _random;
    private readonly TimeSpan _startAt;
    private TimeSpan _begun;
    private TimeSpan _lasts;
    private Vector3d _path;
    private bool _over;

    public TargetPush(SimulatedWorld world, int target, Random random)
    {
        (_world, _target, _random) = (world, target, random);
        _startAt = world.Now + TimeSpan.FromSeconds(random.Within(0.2, 2));
    }

    /// <summary>Gets whether the target is or was pushed.</summary>
    public bool Happened { get; private set; }

    /// <summary>Acts after a tick.</summary>
    /// <param name="phase">What the expert is doing.</param>
    public void Tick(ExpertPhase phase)
    {
        if (_over || _world.Now < _startAt)
            return;
        if (!Happened)
        {
            if (phase is not (ExpertPhase.Reach or ExpertPhase.Descend) || _world.HandForceN(_target) > 0.05)
                return;
            if (!TryAim())
            {
                _over = true;
                return;
            }

            Happened = true;
            _begun = _world.Now;
        }

        double share = (_world.Now - _begun) / _lasts;
        if (share >= 1 || _world.HandForceN(_target) > 0.3)
        {
            _over = true;
            _world.PushObject(_target, Vector3d.Zero);
            return;
        }

        double speed = _path.Length / _lasts.TotalSeconds * (1 - Math.Cos(2 * Math.PI * share));
        _world.PushObject(_target, _path.Normalized() * (speed + FrictionMPerS));
    }

    private bool TryAim()
    {
        _lasts = TimeSpan.FromSeconds(_random.Within(0.2, 0.5));
        Workcell cell = _world.Workcell;
        Vector3d from = _world.WorldFromObject(_target).Translation;
        for (int attempt = 0; attempt < 24; attempt++)
        {
            double angle = _random.Within(0, 2 * Math.PI), distance = _random.Within(0.03, 0.10);
            _path = new Vector3d(distance * Math.Cos(angle), distance * Math.Sin(angle), 0);
            Vector3d to = from + _path;
            bool inside = Math.Abs(to.X - cell.AreaCenter.X) < (cell.AreaSizeX / 2) - 0.02 && Math.Abs(to.Y - cell.AreaCenter.Y) < (cell.AreaSizeY / 2) - 0.02;
            if (inside && Enumerable.Range(0, _world.Objects.Count).All(i => i == _target || IsFree(to, i)))
                return true;
        }

        return false;
    }

    private bool IsFree(Vector3d to, int other) =>
        ((_world.WorldFromObject(other).Translation - to) with { Z = 0 }).Length > Radius(other) + Radius(_target) + RoomM;

    private double Radius(int index)
    {
        (Vector3d low, Vector3d high) = _world.Objects[index].Spec.Bounds();
        return Math.Min(0.08, 0.5 * ((high - low) with { Z = 0 }).Length);
    }
}
