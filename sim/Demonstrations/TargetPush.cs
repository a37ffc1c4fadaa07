using DexGrasp.Sim.Experts;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Sim.Demonstrations;

/// <summary>Pushes the target aside once while the hand comes: 3 to 10 cm, to where there is room.</summary>
internal sealed class TargetPush
{
    private readonly SimulatedWorld _world;
    private readonly int _target;
    private readonly ObjectPush _push;
    private readonly TimeSpan _startAt;
    private bool _over;

    public TargetPush(SimulatedWorld world, int target, Random random)
    {
        (_world, _target) = (world, target);
        _startAt = world.Now + TimeSpan.FromSeconds(random.Within(0.2, 2));
        _push = new ObjectPush(world, target, random, 0.03, 0.10);
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
            if (_push.Aim() <= 0)
            {
                _over = true;
                return;
            }

            Happened = true;
            _push.Begin();
        }

        _over = !_push.Tick();
    }
}
