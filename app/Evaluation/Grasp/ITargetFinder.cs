using DexGrasp.Core.Messages;

namespace DexGrasp.App.Evaluation.Grasp;

/// <summary>Turns what an episode asks for into a goal in the head picture. One an episode.</summary>
internal interface ITargetFinder
{
    /// <summary>Finds the object in a picture; the arm is home, so that it hides nothing.</summary>
    /// <param name="observation">Newest observation.</param>
    /// <param name="missing">Why there is none, where there is none.</param>
    /// <returns>The goal, or null.</returns>
    GraspGoal? Find(Observation observation, out string missing);

    /// <summary>Is told that the grasp of the goal that was given last failed.</summary>
    void Failed();
}
