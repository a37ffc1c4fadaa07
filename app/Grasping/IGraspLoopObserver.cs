using DexGrasp.Core.Control;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Planner.Loops;

namespace DexGrasp.App.Grasping;

/// <summary>Is told what a grasp loop does: for the video, the log, the events. Called on the loop's thread; must not throw or block.</summary>
public interface IGraspLoopObserver
{
    /// <summary>The planner says something to the person.</summary>
    void Said(string words);

    /// <summary>The loop entered a state.</summary>
    /// <param name="state">The new state.</param>
    /// <param name="words">What led there, for people.</param>
    /// <param name="memory">The task's plan and how far it has come; the loop goes on changing it.</param>
    void Entered(GraspLoopState state, string words, TaskMemory memory);

    /// <summary>An object was chosen.</summary>
    /// <param name="goal">The object.</param>
    /// <param name="mask">Its pixels in the head picture; null when not known.</param>
    /// <param name="observation">What the choice was made from.</param>
    void Chose(GraspGoal goal, Mask? mask, Observation observation);

    /// <summary>The controller answered an observation.</summary>
    void Acted(Observation observation, ControllerStep answer);
}
