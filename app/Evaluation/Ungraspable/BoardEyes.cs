using DexGrasp.Controller.Perception.Flat;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Tasks.Ungraspable;

namespace DexGrasp.App.Evaluation.Ungraspable;

/// <summary>Fills a view as a robot does: the object's pose, size and velocity come from the head camera's depth pictures, drawn and with a real camera's errors.</summary>
internal sealed class BoardEyes : IDisposable
{
    private readonly BoardCamera _camera = new();
    private readonly FlatObjectSight _sight = new(Rm75.Model);

    /// <summary>Looks for the first time in an episode.</summary>
    /// <returns>Why nothing was found; null if it was.</returns>
    public string? Begin(BoardEnvironment environment, ulong seed, FlatObjectView view)
    {
        (CameraFrame picture, RobotState state) = Look(environment, seed, 0, view);
        string? reason = _sight.Begin(picture, state, null);
        if (reason is null)
            _sight.Write(view);
        return reason;
    }

    /// <summary>Looks again.</summary>
    /// <param name="environment">With the robot and the object.</param>
    /// <param name="seed">Of the episode.</param>
    /// <param name="step">Control steps made. Range: 1 and up.</param>
    /// <param name="view">Receives what is seen; the joints are measured.</param>
    public void Update(BoardEnvironment environment, ulong seed, int step, FlatObjectView view)
    {
        (CameraFrame picture, RobotState state) = Look(environment, seed, step, view);
        _sight.Update(picture, state);
        _sight.Write(view);
    }

    /// <inheritdoc/>
    public void Dispose() => _camera.Dispose();

    private (CameraFrame Picture, RobotState State) Look(BoardEnvironment environment, ulong seed, int step, FlatObjectView view)
    {
        // The environment's errors of the joints; what it says of the object is overwritten.
        environment.Look(view);
        TimeSpan at = TimeSpan.FromSeconds(step * BoardWorld.ControlPeriodS);
        double[] joints = view.JointsRad.ToArray(), still = new double[RobotModel.Dof];
        var state = new RobotState(step, at, joints, still, still, view.TargetsRad.ToArray(), GateMode.Running, Guid.Empty, 0);
        return (_camera.Take(environment.World, step, at, seed), state);
    }
}
