using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Core.Skills;

/// <summary>
/// Picks up an object that is too wide to grasp (ExDex, arXiv 2503.23120): pushes it over the edge or against the wall, goes over to
/// the rim, takes and lifts it. Sees only a <see cref="FlatObjectView"/>, so that simulation and robot run the same.
/// </summary>
/// <remarks>One thread at a time. Allocates nothing after the constructor.</remarks>
/// <param name="push">Policy of the push.</param>
/// <param name="edge">Policy of the grasp at the edge.</param>
/// <param name="wall">Policy of the grasp at the wall; null where there is none, and a route to the wall fails at once.</param>
public sealed class FlatObjectTask(IActor push, IActor edge, IActor? wall)
{
    /// <summary>Largest distance from the push's goal. Unit: m.</summary>
    public const double GoalM = 0.02;

    /// <summary>Largest yaw away from square at the push's end. Unit: rad.</summary>
    public const double GoalRad = 15 * Math.PI / 180;

    /// <summary>Height of the lowest point above the board from which the object counts as lifted. Unit: m.</summary>
    public const double LiftedM = 0.08;

    /// <summary>Steps for which it has to stay up: a second.</summary>
    public const int HeldSteps = 20;

    /// <summary>Steps for which it has to lie still at the push's goal: half a second.</summary>
    public const int PlacedSteps = 10;

    // What a push leaves askew no further push sets right, and it can be taken all the same. Units: m, rad.
    private const double LooseM = 0.03, LooseRad = 0.5;
    private const int Pushes = 3, PushSteps = 120, MoveSteps = 100, GraspSteps = 300;
    private const double RestMPerS = 0.02, CalmMPerS = 0.15, FallenM = 0.035;
    private const double StartOutM = 0.035, StartUpM = 0.07, ArrivedM = 0.015, ClearM = 0.05, TipClearM = 0.022, ShapedRad = 0.15, AboveM = 0.09;
    private const double WallClearM = 0.03;
    private const float TuckBend = 0.8f, TuckTurn = -0.3f;
    private readonly float[] _observation = new float[FlatObjectObservation.Size], _action = new float[BoardControl.ActionSize];
    private FlatObjectRoute _route;
    private int _steps, _held, _pushes;

    /// <summary>Gets where it stands.</summary>
    public FlatObjectPhase Phase { get; private set; } = FlatObjectPhase.Failed;

    /// <summary>Gets whether a firm grip is to lift by itself now: see <see cref="BoardControl.LiftsWhatIsHeld"/>, which whoever applies the actions sets.</summary>
    public bool LiftsWhatIsHeld => Phase == FlatObjectPhase.Grasping;

    /// <summary>Gets why it failed; empty while it has not.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Gets the control steps of all phases so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Begins.</summary>
    /// <param name="route">Where to take the object.</param>
    public void Begin(FlatObjectRoute route)
    {
        (_route, Steps, Reason, _pushes) = (route, 0, "", 0);
        Enter(FlatObjectPhase.Pushing);
        if (route.AtWall && wall is null)
            Fail("there is no policy that takes objects at the wall");
    }

    /// <summary>Returns whether a view shows the object where a push has to bring it.</summary>
    public static bool IsPlaced(FlatObjectView view) => IsPlaced(view, GoalM, GoalRad);

    private static bool IsPlaced(FlatObjectView view, double mostM, double mostRad)
    {
        double x = view.WorldFromObject.Translation.X - view.Goal.X, y = view.WorldFromObject.Translation.Y - view.Goal.Y;
        return Math.Sqrt((x * x) + (y * y)) < mostM && Math.Abs(view.YawRad) < mostRad && view.Linear.Length < RestMPerS;
    }

    /// <summary>Returns whether a view shows the object up and calm.</summary>
    public static bool IsUp(FlatObjectView view) => view.LowestM > LiftedM && view.Linear.Length < CalmMPerS;

    /// <summary>Returns whether a view shows the object off the board: its middle is lower than a lying object's can be, or beside it.</summary>
    public static bool HasFallen(FlatObjectView view) =>
        view.WorldFromObject.Translation.Z < Board.TopZ - FallenM || Math.Abs(view.WorldFromObject.Translation.X - Board.MiddleX) > Board.HalfX + 0.05;

    /// <summary>Acts for one control period.</summary>
    /// <param name="view">What is known; its goal is set.</param>
    /// <param name="action">Shape: [8]. Receives numbers from -1 to 1; zeros once it is done or has failed.</param>
    public void Act(FlatObjectView view, Span<float> action)
    {
        view.Goal = _route.GoalM;
        action.Clear();
        if (Phase is FlatObjectPhase.Done or FlatObjectPhase.Failed)
            return;
        if (HasFallen(view))
            Fail("the object fell off the board");
        else
            Advance(view);
        if (Phase is FlatObjectPhase.Done or FlatObjectPhase.Failed)
            return;
        if (Phase is FlatObjectPhase.Moving or FlatObjectPhase.Returning)
        {
            Move(view, Phase == FlatObjectPhase.Moving ? Start(view) : Above(view), action);
        }
        else
        {
            if (Phase == FlatObjectPhase.Grasping)
                view.Goal = default;
            FlatObjectObservation.Write(view, _action, _observation);
            (Phase == FlatObjectPhase.Pushing ? push : _route.AtWall ? wall! : edge).Act(_observation, action);
            if (Phase == FlatObjectPhase.Pushing && !_route.AtWall)
                TuckThumb(view, action);
        }

        action.CopyTo(_action);
        _steps++;
        Steps++;
    }

    private void Advance(FlatObjectView view)
    {
        switch (Phase)
        {
            case FlatObjectPhase.Pushing:
                _held = IsPlaced(view) ? _held + 1 : 0;
                if (_held >= PlacedSteps || (_steps >= PushSteps && IsPlaced(view, LooseM, LooseRad)))
                    Enter(FlatObjectPhase.Moving);
                else if (_steps >= PushSteps && ++_pushes < Pushes)
                    Enter(FlatObjectPhase.Returning);
                else if (_steps >= PushSteps)
                    Fail($"{Pushes} pushes did not reach the goal within {PushSteps} steps each");
                break;
            case FlatObjectPhase.Returning:
                if ((Above(view) - view.WorldFromTool.Translation).Length < ArrivedM || _steps >= MoveSteps)
                    Enter(FlatObjectPhase.Pushing);
                break;
            case FlatObjectPhase.Moving:
                if ((Start(view) - view.WorldFromTool.Translation).Length < ArrivedM && Math.Abs(view.JointsRad[RobotModel.ArmDof] - Board.OpenHandRad.Turn) < ShapedRad)
                    Enter(FlatObjectPhase.Grasping);
                else if (_steps >= MoveSteps)
                    Fail($"the hand did not get to the rim within {MoveSteps} steps");
                break;
            default:
                _held = IsUp(view) ? _held + 1 : 0;
                if (_held >= HeldSteps)
                    Enter(FlatObjectPhase.Done);
                else if (_steps >= GraspSteps)
                    Fail($"the object was not lifted within {GraspSteps} steps");
                break;
        }
    }

    // The thumb reaches further than hooked fingers: behind an object near the wall it got stuck there before they were down.
    private static void TuckThumb(FlatObjectView view, Span<float> action)
    {
        if (view.Tips[0].Y - Board.WallY < WallClearM)
            (action[6], action[7]) = (Math.Max(action[6], TuckBend), Math.Min(action[7], TuckTurn));
    }

    private static void Move(FlatObjectView view, Vector3d to, Span<float> action)
    {
        Vector3d tool = view.WorldFromTool.Translation, tips = default;
        double top = view.WorldFromObject.Translation.Z + view.HalfSize.Z, lowest = double.PositiveInfinity;
        for (int i = 1; i < HandKinematics.Tips; i++)
            (tips, lowest) = (tips + (view.Tips[i] * 0.25), Math.Min(lowest, view.Tips[i].Z));
        if (lowest < top + TipClearM)
        {
            // Off the side that was pushed, then straight up, the hand as it is: whatever is dragged along would lose its place.
            (Vector3d rim, Vector3d outward) = BoardMoves.Rim(view);
            Vector3d centre = view.WorldFromObject.Translation, off = tips - centre;
            double beyond = (off.X * outward.X) + (off.Y * outward.Y), half = new Vector3d(rim.X - centre.X, rim.Y - centre.Y, 0).Length;
            Vector3d away = beyond < 0 ? -1 * outward : outward;
            bool isClear = Math.Abs(beyond) > half + TipClearM || Math.Abs(beyond) < half - TipClearM;
            BoardMoves.Go(view, tool + (isClear ? new Vector3d(0, 0, 0.03) : 0.02 * away), action, 0.6);
            return;
        }

        bool rises = new Vector3d(to.X - tool.X, to.Y - tool.Y, 0).Length > 0.02 && tool.Z < top + ClearM;
        BoardMoves.Go(view, rises ? new Vector3d(tool.X, tool.Y, top + StartUpM) : to, action, 0.8);
        BoardMoves.Turn(view, Board.RestPitchRad, 0, action);

        // The thumb swings deep below the palm: not before the hand is where it goes, beside the object or high above it.
        bool isThere = Math.Abs(tool.Y - to.Y) < 0.02 && tool.Z > to.Z - 0.02;
        BoardMoves.Shape(view, Board.OpenHandRad.Fingers, Board.OpenHandRad.Thumb, isThere ? Board.OpenHandRad.Turn : 0, action);
    }

    private static Vector3d Start(FlatObjectView view)
    {
        (Vector3d rim, _) = BoardMoves.Rim(view);
        return new Vector3d(rim.X, rim.Y + StartOutM, view.WorldFromObject.Translation.Z + view.HalfSize.Z + StartUpM);
    }

    private static Vector3d Above(FlatObjectView view) => view.WorldFromObject.Translation + new Vector3d(0, 0, view.HalfSize.Z + AboveM);

    private void Enter(FlatObjectPhase phase)
    {
        (Phase, _steps, _held) = (phase, 0, 0);
        Array.Clear(_action);
    }

    private void Fail(string reason)
    {
        Enter(FlatObjectPhase.Failed);
        Reason = reason;
    }
}
