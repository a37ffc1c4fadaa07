using DexGrasp.Controller;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Control;
using DexGrasp.Core.Robots;

namespace DexGrasp.App.Policies;

/// <summary>A controller for a work cell with the networks that it runs.</summary>
public sealed class OwnedController : IDisposable
{
    private readonly PolicyModel? _model;
    private readonly FlatObjectPolicies? _flat;

    /// <summary>Loads what is needed: at a board the skills for what is too wide to grasp, elsewhere the policy.</summary>
    /// <param name="policy">What grasps where there is no board.</param>
    /// <param name="robot">Joints, limits, mounting.</param>
    /// <param name="cell">Where things stand.</param>
    /// <param name="options">For a learned policy.</param>
    /// <exception cref="PolicyException">A network cannot be used.</exception>
    public OwnedController(PolicyChoice policy, RobotModel robot, Workcell cell, LearnedControllerOptions? options = null)
    {
        if (cell.Furniture == WorkcellFurniture.Board)
        {
            _flat = FlatObjectPolicies.Open(FlatObjectPolicies.ShippedFolder);
            Controller = new BoardController(robot, cell, _flat);
            return;
        }

        _model = policy.LoadModel();
        try
        {
            Controller = PolicyChoice.CreateController(robot, cell, _model, options);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Gets the controller.</summary>
    public IGraspController Controller { get; }

    /// <summary>Gets whether a learned policy may think on a thread of its own while its chunks play; the board's skills answer at once.</summary>
    public bool ThinksAhead => _model is not null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _flat?.Dispose();
        _model?.Dispose();
    }
}
