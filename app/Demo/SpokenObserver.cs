using DexGrasp.App.Grasping;
using DexGrasp.Core.Control;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Planner.Loops;

namespace DexGrasp.App.Demo;

/// <summary>Writes what the planner says and chooses, one line each.</summary>
internal sealed class SpokenObserver(TextWriter output) : IGraspLoopObserver
{
    public void Said(string words) => output.WriteLine(words);

    public void Entered(GraspLoopState state, string words, TaskMemory memory)
    {
        if (state == GraspLoopState.Recovering)
            output.WriteLine($"again: {words}");
    }

    public void Chose(GraspGoal goal, Mask? mask, Observation observation) => output.WriteLine(goal.Instruction);

    public void Acted(Observation observation, ControllerStep answer)
    {
    }
}
