using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Sim.Experts;

/// <summary>
/// The hand's forward kinematics as the expert needs it: where the pads of fingers and thumb are for a closing, and which
/// closing leaves a given gap. Proportions are those of <see cref="Sim.Robots.RobotMjcf"/>'s hand. Frame: the flange's.
/// </summary>
internal static class HandGeometry
{
    /// <summary>Turn of the thumb at which it stands opposite the middle finger. Unit: rad.</summary>
    internal const double ThumbTurnRad = 1.5;

    /// <summary>Radius of the finger and thumb tips. Unit: m.</summary>
    internal const double TipRadiusM = 0.0085;

    /// <summary>Where the pads' middle is across the palm. Unit: m.</summary>
    internal const double GripY = 0.008;

    /// <summary>Capsules of the open hand: twelve phalanges and four along the edges of the palm.</summary>
    internal const int CapsuleCount = 18;

    private const double WidthStepM = 0.002;
    private const double LeastGapM = 0.004;
    private const int Widths = 50;
    private const double PadBeforeTipM = 0.006;
    private static readonly double[] FingerY = [0.033, 0.011, -0.011, -0.033];
    private static readonly HandClosing[] ByWidth = MakeTable();

    /// <summary>Gets the widest gap that the hand can open to. Unit: m.</summary>
    internal static double WidestGapM => LeastGapM + ((Widths - 1) * WidthStepM);

    /// <summary>Returns the closing at which fingers and thumb leave a gap, with their pads as level as can be.</summary>
    /// <param name="gapM">Unit: m; limited to what the hand can do.</param>
    internal static HandClosing ForGap(double gapM)
    {
        double place = Math.Clamp((gapM - LeastGapM) / WidthStepM, 0, Widths - 1.001);
        int index = (int)place;
        double part = place - index;
        HandClosing a = ByWidth[index], b = ByWidth[index + 1];
        return new HandClosing(a.FingerRad + (part * (b.FingerRad - a.FingerRad)), a.ThumbRad + (part * (b.ThumbRad - a.ThumbRad)));
    }

    /// <summary>Returns the point midway between the pads. Frame: flange. Unit: m.</summary>
    internal static Vector3d PadMiddle(HandClosing closing)
    {
        (double fingerX, double fingerZ) = Finger(closing.FingerRad, 0.038 - PadBeforeTipM);
        (double thumbX, double thumbZ) = Thumb(closing.ThumbRad, 0.022 - PadBeforeTipM);
        return new Vector3d((fingerX + thumbX) / 2, GripY, (fingerZ + thumbZ) / 2);
    }

    /// <summary>Returns how far the fingers' pads are beyond the point midway between the pads; the thumb's are as far before it. Unit: m.</summary>
    internal static double FingersBeyondMiddle(HandClosing closing) =>
        (Finger(closing.FingerRad, 0.038 - PadBeforeTipM).Z - Thumb(closing.ThumbRad, 0.022 - PadBeforeTipM).Z) / 2;

    /// <summary>Returns the gap between the pads' surfaces; negative when they would overlap. Unit: m.</summary>
    internal static double Gap(HandClosing closing) =>
        Thumb(closing.ThumbRad, 0.022 - PadBeforeTipM).X - Finger(closing.FingerRad, 0.038 - PadBeforeTipM).X - (2 * TipRadiusM);

    /// <summary>Writes the hand's links as capsules. Frame: flange. Unit: m.</summary>
    /// <param name="closing">How far the hand is closed.</param>
    /// <param name="capsules">Shape: [<see cref="CapsuleCount"/>].</param>
    internal static void Capsules(HandClosing closing, Span<(Vector3d From, Vector3d To, double Radius)> capsules)
    {
        int n = 0;
        (double x1, double z1) = (0.04 * Math.Sin(closing.FingerRad), 0.095 + (0.04 * Math.Cos(closing.FingerRad)));
        (double x2, double z2) = Finger(closing.FingerRad, 0.038);
        foreach (double y in FingerY)
        {
            capsules[n++] = (new(0, y, 0.095), new(x1, y, z1), TipRadiusM);
            capsules[n++] = (new(x1, y, z1), new(x2, y, z2), TipRadiusM);
        }

        Vector3d root = ThumbPoint(-0.068 + 0.015, 0), at = ThumbPoint(0, 0.018);
        capsules[n++] = (root, at, 0.009);
        double angle = closing.ThumbRad, outwards = 0, up = 0.018;
        foreach (double length in (ReadOnlySpan<double>)[0.035, 0.025, 0.022])
        {
            outwards -= length * Math.Sin(angle);
            up += length * Math.Cos(angle);
            Vector3d next = ThumbPoint(outwards, up);
            capsules[n++] = (at, next, TipRadiusM);
            at = next;
            angle += 0.6 * closing.ThumbRad;
        }

        foreach (double y in (ReadOnlySpan<double>)[-0.03, -0.01, 0.01, 0.03])
            capsules[n++] = (new(0, y, 0.01), new(0, y, 0.09), 0.0155);
        capsules[n++] = (new(0, 0, -0.04), new(0, 0, 0), 0.04);
        capsules[n++] = (new(0.09, 0, -0.02), new(0.11, 0, -0.02), 0.015);
    }

    /// <summary>Puts a closing into a joint array.</summary>
    /// <param name="closing">How far the hand is closed.</param>
    /// <param name="jointsRad">Shape: [13]; the last six change. Unit: rad.</param>
    /// <param name="robot">Gives the limits.</param>
    internal static void Write(HandClosing closing, Span<double> jointsRad, RobotModel robot)
    {
        jointsRad[7] = ThumbTurnRad;
        jointsRad[8] = robot.Limits[8].Clamp(closing.ThumbRad);
        for (int i = 9; i < RobotModel.Dof; i++)
            jointsRad[i] = robot.Limits[i].Clamp(closing.FingerRad);
    }

    /// <summary>Reads a closing from a joint array: the thumb's bend and the fingers' mean bend.</summary>
    internal static HandClosing Read(ReadOnlySpan<double> jointsRad) =>
        new((jointsRad[9] + jointsRad[10] + jointsRad[11] + jointsRad[12]) / 4, jointsRad[8]);

    private static (double X, double Z) Finger(double bendRad, double alongDistalM) =>
        ((0.04 * Math.Sin(bendRad)) + (alongDistalM * Math.Sin(2.05 * bendRad)), 0.095 + (0.04 * Math.Cos(bendRad)) + (alongDistalM * Math.Cos(2.05 * bendRad)));

    private static (double X, double Z) Thumb(double bendRad, double alongDistalM)
    {
        double outwards = -(0.035 * Math.Sin(bendRad)) - (0.025 * Math.Sin(1.6 * bendRad)) - (alongDistalM * Math.Sin(2.2 * bendRad));
        double up = 0.018 + (0.035 * Math.Cos(bendRad)) + (0.025 * Math.Cos(1.6 * bendRad)) + (alongDistalM * Math.Cos(2.2 * bendRad));
        Vector3d point = ThumbPoint(outwards, up);
        return (point.X, point.Z);
    }

    // The thumb's first link is 68 mm long and turned outwards by ThumbTurnRad.
    private static Vector3d ThumbPoint(double outwardsM, double upM) => new(
        0.004 + ((0.068 + outwardsM) * Math.Sin(ThumbTurnRad)), 0.006 + ((0.068 + outwardsM) * Math.Cos(ThumbTurnRad)), 0.062 + upM);

    private static HandClosing[] MakeTable()
    {
        var table = new HandClosing[Widths];
        for (int i = 0; i < Widths; i++)
        {
            double gap = LeastGapM + (i * WidthStepM), best = double.PositiveInfinity;
            for (double finger = 0.02; finger <= 1.0; finger += 0.005)
            {
                double low = -0.48, high = 0.6;
                if (Gap(new(finger, low)) < gap || Gap(new(finger, high)) > gap)
                    continue;
                for (int halving = 0; halving < 40; halving++)
                {
                    double middle = (low + high) / 2;
                    (low, high) = Gap(new(finger, middle)) > gap ? (middle, high) : (low, middle);
                }

                // Level pads, but bends that vary smoothly with the gap.
                double usual = 0.46 - (4 * gap);
                double level = Math.Abs(Finger(finger, 0.038 - PadBeforeTipM).Z - Thumb(low, 0.022 - PadBeforeTipM).Z) + (0.15 * (finger - usual) * (finger - usual));
                if (level < best)
                {
                    best = level;
                    table[i] = new HandClosing(finger, low);
                }
            }
        }

        return table;
    }
}
