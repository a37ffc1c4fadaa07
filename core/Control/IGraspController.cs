using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;

namespace DexGrasp.Core.Control;

/// <summary>
/// Closes the loop from observations to action chunks. The classical controller, learned policies and the privileged
/// scripted expert are exchangeable behind it. One thread at a time; not reentrant.
/// </summary>
public interface IGraspController
{
    /// <summary>Gets the name that goes into command envelopes and results.</summary>
    string Name { get; }

    /// <summary>Starts to grasp an object and lift it 10 cm or more.</summary>
    /// <param name="goal">The object, as a box in <paramref name="observation"/>'s head picture.</param>
    /// <param name="observation">The observation that the goal was made from.</param>
    void BeginGrasp(GraspGoal goal, Observation observation);

    /// <summary>Starts to carry what the hand holds to a point, release it there and go home.</summary>
    /// <param name="dropPointInWorld">Where the object's underside should be released. Unit: m.</param>
    /// <param name="observation">Newest observation.</param>
    void BeginPlace(Vector3d dropPointInWorld, Observation observation);

    /// <summary>Starts to open the hand where that is safe and go home, whatever happened before.</summary>
    /// <param name="observation">Newest observation.</param>
    void BeginHome(Observation observation);

    /// <summary>Returns the next chunk for the motion that was begun last.</summary>
    ControllerStep Act(Observation observation);
}
