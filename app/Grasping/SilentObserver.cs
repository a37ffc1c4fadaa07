using DexGrasp.Core.Control;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Planner.Loops;

namespace DexGrasp.App.Grasping;

/// <summary>Listens to nothing.</summary>
internal sealed class SilentObserver : IGraspLoopObserver
{
    public static SilentObserver Instance { get; } = new();

    public void Said(string words)
    {
    }

    public void Entered(GraspLoopState state, string words, TaskMemory memory)
    {
    }

    public void Chose(GraspGoal goal, Mask? mask, Observation observation)
    {
    }

    public void Acted(Observation observation, ControllerStep answer)
    {
    }
}
