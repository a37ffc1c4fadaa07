using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Core.Skills;

/// <summary>
/// What a robot knows of a retrieval, in the terms in which the teacher knows everything: joints as measured, target and objects as
/// pictures have shown them (<see cref="RetrievalSight"/>, <see cref="ClutterObjects"/>), the target's size as it was named. Nothing that a
/// robot does not have.
/// </summary>
/// <remarks>One thread at a time. Allocates nothing after the constructor.</remarks>
public sealed class RetrievalStudent
{
    /// <summary>Name of the task that a policy of pictures is learned in.</summary>
    public const string Task = "retrieval-student";

    /// <summary>Steps after which an episode ends.</summary>
    public const int MaxSteps = 200;

    /// <summary>Steps from reading to reading of the exposure.</summary>
    public const int ReadingEverySteps = 10;

    private const double StepS = 0.05;

    // Cells to either side of the target's place within which what is higher covers it.
    private const int CoverCells = 4;
    private readonly ArmKinematics _kinematics = new(Rm75.Model);
    private readonly ClutterObjects _objects = new();
    private readonly RetrievalState _state = new(RetrievalControl.ActionSize);

    /// <summary>Gets the numbers of an observation.</summary>
    public static int Size { get; } = RetrievalObservation.Size(RetrievalControl.ActionSize);

    /// <summary>Gets what pictures have shown; give it every new one.</summary>
    public RetrievalSight Sight { get; } = new();

    /// <summary>Gets the steps so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Begins an episode.</summary>
    /// <param name="target">What is known of the target.</param>
    public void Begin(RetrievalTarget target)
    {
        Sight.Begin(target);
        Array.Clear(_state.Action);
        Steps = -1;
    }

    /// <summary>Takes what the joints tell, once at the start and once after each step, after the picture if there is one.</summary>
    /// <param name="jointsRad">Measured. Shape: [13]. Unit: rad.</param>
    /// <param name="targetsRad">Of the servos. Shape: [13]. Unit: rad.</param>
    /// <param name="wanted">Wanted grasp centre. World frame. Unit: m.</param>
    public void Sense(ReadOnlySpan<double> jointsRad, ReadOnlySpan<double> targetsRad, Vector3d wanted)
    {
        bool first = ++Steps == 0;
        for (int i = 0; i < RobotModel.Dof; i++)
            _state.VelocitiesRadPerS[i] = first ? 0 : (jointsRad[i] - _state.JointsRad[i]) / StepS;
        jointsRad[..RobotModel.Dof].CopyTo(_state.JointsRad);
        targetsRad[..RobotModel.Dof].CopyTo(_state.TargetsRad);
        RigidTransform flange = _kinematics.WorldFromFlange(jointsRad);
        HandKinematics.WriteOutermost(flange, jointsRad[RobotModel.ArmDof..], _state.Fingertips);
        _state.WorldFromTool = flange * Rm75.Model.FlangeFromTool;
        _state.Lead = wanted - _state.WorldFromTool.Translation;
        (_state.Gone, _state.SinceReading) = ((double)Steps / MaxSteps, (double)(Steps % ReadingEverySteps) / ReadingEverySteps);
        See();
    }

    /// <summary>Takes the action that was decided on.</summary>
    /// <param name="action">Shape: [10].</param>
    public void Acted(ReadOnlySpan<float> action) => action.CopyTo(_state.Action);

    /// <summary>Writes what is known.</summary>
    /// <param name="observation">Shape: [Size].</param>
    public void Write(Span<float> observation) => RetrievalObservation.Write(_state, observation);

    private void See()
    {
        Vector3d place = Sight.Place, half = Sight.Target.HalfM;
        (_state.WorldFromTarget, _state.HalfM, _state.Exposure) = (new RigidTransform(Rotation.Identity, place), half, Sight.Exposure);
        (int x, int y) = RetrievalSight.Border(place);
        _state.CoverM = Math.Max(0, Sight.HeightM(x - CoverCells, y - CoverCells, 2 * CoverCells) + ClutterBox.FloorZ - place.Z - half.Z);
        _objects.Find(Sight, _state);
    }
}
