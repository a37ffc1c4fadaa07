using DexGrasp.Core.Control;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Demonstrations;

/// <summary>Lets a learner drive in turn with the expert. The learner sees every observation that it asks for, so that what it keeps between calls stays true.</summary>
internal sealed class LearnerTurns(IGraspController learner, double share, Random random)
{
    private TimeSpan _turnEnds;
    private TimeSpan _dueAt;
    private bool _drives;
    private bool _finished;

    /// <summary>Gets whether it ever drove.</summary>
    public bool EverDrove { get; private set; }

    /// <summary>Gets the target's pixels as the learner saw them in the observation of the last call; null where it did not look, or has no mask.</summary>
    public Mask? Mask { get; private set; }

    /// <summary>Starts it.</summary>
    public void Begin(GraspGoal goal, Observation observation) => learner.BeginGrasp(goal, observation);

    /// <summary>Returns whether the learner drives from here on.</summary>
    /// <param name="observation">Of now.</param>
    /// <param name="looks">Whether the observation's pictures are new; without them nothing changes.</param>
    /// <param name="chunk">What it wants to be executed; null to let its last chunk play on.</param>
    public bool Drives(Observation observation, bool looks, out ActionChunk? chunk)
    {
        chunk = null;
        Mask = null;
        if (!looks)
            return _drives;
        TimeSpan now = observation.State.At;
        bool drove = _drives;
        if (now >= _turnEnds)
        {
            _turnEnds = now + TimeSpan.FromSeconds(random.Within(0.5, 2));
            _drives = random.Chance(share);
        }

        if (_finished)
            return false;
        if (now >= _dueAt || (_drives && !drove))
        {
            ControllerStep step = learner.Act(observation);
            _dueAt = now + step.ObserveAgainAfter;
            chunk = step.Chunk;
            Mask = step.Target;
            _finished = step.Status != ControllerStatus.Acting;
        }

        if (!_drives || _finished)
        {
            _drives = false;
            return false;
        }

        EverDrove = true;
        return true;
    }
}
