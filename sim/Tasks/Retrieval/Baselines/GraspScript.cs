using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Experts;

namespace DexGrasp.Sim.Tasks.Retrieval.Baselines;

/// <summary>Takes occluders out of the box one by one: approach, close, lift, carry over the edge, release beside it. What slips counts as failed. Derived scripts say which is next.</summary>
public abstract class GraspScript : RetrievalScript
{
    private const double OpeningM = 0.03, SqueezeM = 0.025, LostM = 0.08, MostWidthM = 0.088, PadBelowTopM = 0.03, LowestPadM = 0.012, PadMarginM = 0.004, MostYawRad = 1.5, TurnCost = 0.004;
    private const int CloseSteps = 10, OpenSteps = 6, Yaws = 17;
    private readonly double[] _hand = new double[6];
    private readonly int[] _failed = new int[25];
    private Vector3d _at;
    private double _yaw, _width, _side;
    private int _phase, _wait, _item;
    private bool _done;

    /// <summary>Steps that this may take. Default of <see cref="Options"/>.</summary>
    public const int Bound = 2000;

    /// <summary>Gets the options: as long as it takes, and a wrist that may carry over the edges and turn along any object.</summary>
    public override RetrievalOptions Options { get; } = new()
    {
        Randomised = false,
        MaxSteps = Bound,
        Wrist = RetrievalBox.Wrist with { MaxTurnRad = MostYawRad + 0.05, Low = new(0.13, -0.30, RetrievalBox.FloorZ + 0.03), High = new(0.45, 0.30, RetrievalBox.FloorZ + RetrievalBox.HandStartM) },
    };

    /// <inheritdoc/>
    public sealed override bool IsDone => _done;

    /// <summary>Gets how often each object slipped in this episode, by its number.</summary>
    protected ReadOnlySpan<int> Failed => _failed;

    /// <inheritdoc/>
    public sealed override void Act(Span<float> action)
    {
        if (_done)
        {
            action.Clear();
            return;
        }

        double top = Options.Wrist.High.Z;
        Vector3d grip = Tool(_at), above = new(grip.X, grip.Y, top), beside = new(grip.X, _side * 0.27, top);
        switch (_phase)
        {
            case 0: // Over the object, open.
                SetHand(_width + OpeningM);
                Go(Toward(above, _yaw, _hand, action), 1);
                break;
            case 1: // Down to it.
                Go(Toward(grip, _yaw, _hand, action), 2);
                break;
            case 2: // Close.
                SetHand(_width - SqueezeM);
                Toward(grip, _yaw, _hand, action);
                Go(++_wait >= CloseSteps, 3);
                break;
            case 3: // Lift, and see whether it came along.
                if (Toward(above, _yaw, _hand, action))
                    Go(true, Held() ? 4 : Fail());
                break;
            case 4: // Over the edge.
                if (Toward(beside, _yaw, _hand, action))
                    Go(true, Held() ? 5 : Fail());
                break;
            case 5: // Let go.
                SetHand(_width + OpeningM);
                Toward(beside, _yaw, _hand, action);
                if (++_wait >= OpenSteps)
                    Choose();
                break;
        }
    }

    /// <inheritdoc/>
    protected sealed override void Start()
    {
        Array.Clear(_failed);
        Choose();
    }

    /// <summary>Returns the number of the occluder to take next; 0 when there is none.</summary>
    protected abstract int Next();

    private void Go(bool go, int phase)
    {
        if (go)
            (_phase, _wait) = (phase, 0);
    }

    private int Fail()
    {
        _failed[_item]++;
        Choose();
        return 0;
    }

    private void Choose()
    {
        _item = Next();
        _done = _item == 0;
        if (_done)
            return;
        RigidTransform chosen = Simulation.WorldFromObjects[_item];
        _at = chosen.Translation;
        _side = _at.Y >= 0 ? 1 : -1;
        double least = double.PositiveInfinity;
        for (int k = 0; k < Yaws; k++)
        {
            double yaw = MostYawRad * ((2.0 * k / (Yaws - 1)) - 1);
            double width = 2 * Extent(chosen.Rotation, new Vector3d(Math.Cos(yaw), Math.Sin(yaw), 0));
            if (width + (TurnCost * Math.Abs(yaw)) < least)
                (least, _width, _yaw) = (width + (TurnCost * Math.Abs(yaw)), width, yaw);
        }

        _width = Math.Min(_width, MostWidthM - OpeningM + PadMarginM);
        double topZ = _at.Z + Simulation.WorldHalfM[_item].Z;
        _at = new Vector3d(_at.X, _at.Y, Math.Max(RetrievalBox.FloorZ + LowestPadM, Math.Max(_at.Z, topZ - PadBelowTopM)));
        (_phase, _wait) = (0, 0);
    }

    // Of the true shape along a direction of the world.
    private double Extent(Rotation rotation, Vector3d direction) =>
        Environment.Items[_item].Parts[0].HalfExtentAlong(rotation.Inverse() * direction);

    private bool Held() => (Simulation.WorldFromObjects[_item].Translation - Simulation.WorldFromTool.Translation).Length < LostM;

    private void SetHand(double gapM)
    {
        HandClosing closing = HandGeometry.ForGap(gapM);
        (_hand[0], _hand[1]) = (HandGeometry.ThumbTurnRad, closing.ThumbRad);
        _hand.AsSpan(2).Fill(closing.FingerRad);
    }

    // Where the grasp centre is when the middle between the pads, at the object's width, is at a point.
    private Vector3d Tool(Vector3d pads)
    {
        Rotation rotation = Rotation.FromAxisAngle(new Vector3d(0, 0, 1), _yaw) * Options.Wrist.WorldFromRest;
        return pads - (rotation * (HandGeometry.PadMiddle(HandGeometry.ForGap(_width)) - Core.Robots.Rm75.Model.FlangeFromTool.Translation));
    }
}
