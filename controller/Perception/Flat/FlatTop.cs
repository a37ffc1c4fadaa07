using DexGrasp.Core.Geometry;

namespace DexGrasp.Controller.Perception.Flat;

/// <summary>
/// The rectangle on top of a flat object, as it is fitted to a depth picture: what is seen at its height has to lie inside, and where
/// the camera looks past it to something further away there can be none of it.
/// </summary>
/// <param name="WorldFromTop">Origin in the rectangle's middle, z out of the object.</param>
/// <param name="HalfX">Half its extent along its x. Unit: m.</param>
/// <param name="HalfY">Half its extent along its y. Unit: m.</param>
internal readonly record struct FlatTop(RigidTransform WorldFromTop, double HalfX, double HalfY)
{
    // What is wrong by more than this is not a matter of the fit: a hand, another thing. Unit: m.
    private const double ReachM = 0.03;
    private const double PriorPoints = 6, PriorArmM = 0.05;

    // One picture's tilt is good to a degree or two: the last picture's counts as so many points.
    private const double TiltPriorPoints = 100;
    private const int Rounds = 6;

    /// <summary>Moves and turns the rectangle in its plane until the samples agree with it.</summary>
    /// <param name="samples">Taken with this plane.</param>
    /// <param name="sizes">Whether its extents are fitted too.</param>
    public FlatTop FitOutline(TopSamples samples, bool sizes)
    {
        double x = 0, y = 0, turn = 0, halfX = HalfX, halfY = HalfY;
        int unknowns = sizes ? 5 : 3;
        Span<double> a = stackalloc double[25], b = stackalloc double[5], row = stackalloc double[5];
        for (int round = 0; round < Rounds; round++)
        {
            a.Clear();
            b.Clear();
            (double sin, double cos) = Math.SinCos(turn);
            foreach ((double u, double v, bool on) in samples.Outline)
            {
                double du = u - x, dv = v - y, pu = (cos * du) + (sin * dv), pv = (cos * dv) - (sin * du);
                (double away, double gu, double gv) = Distance(pu, pv, halfX, halfY);
                if (Math.Abs(away) > ReachM || (on ? away <= 0 : away >= 0))
                    continue;
                (row[0], row[1], row[2]) = (-((cos * gu) - (sin * gv)), -((sin * gu) + (cos * gv)), (gu * pv) - (gv * pu));
                (row[3], row[4]) = (-Math.Abs(gu), -Math.Abs(gv));
                for (int i = 0; i < unknowns; i++)
                {
                    b[i] -= row[i] * away;
                    for (int j = 0; j < unknowns; j++)
                        a[(i * unknowns) + j] += row[i] * row[j];
                }
            }

            for (int i = 0; i < unknowns; i++)
                a[(i * unknowns) + i] += i == 2 ? PriorPoints * PriorArmM * PriorArmM : PriorPoints;
            if (!Linear.Solve(a[..(unknowns * unknowns)], b[..unknowns]))
                break;
            (x, y, turn) = (x + b[0], y + b[1], turn + b[2]);
            if (sizes)
                (halfX, halfY) = (halfX + b[3], halfY + b[4]);
        }

        var moved = new RigidTransform(Rotation.FromAxisAngle(new Vector3d(0, 0, 1), turn), new Vector3d(x, y, 0));
        return new FlatTop(WorldFromTop * moved, halfX, halfY);
    }

    /// <summary>Raises and tilts the plane to where the samples are that lie inside the rectangle.</summary>
    /// <param name="samples">Taken with this plane.</param>
    public FlatTop FitPlane(TopSamples samples)
    {
        Span<double> a = stackalloc double[9], b = stackalloc double[3], row = stackalloc double[3];
        a.Clear();
        b.Clear();
        foreach ((double u, double v, double above) in samples.Heights)
        {
            if (Math.Abs(u) > HalfX || Math.Abs(v) > HalfY)
                continue;
            (row[0], row[1], row[2]) = (1, u, v);
            for (int i = 0; i < 3; i++)
            {
                b[i] += row[i] * above;
                for (int j = 0; j < 3; j++)
                    a[(i * 3) + j] += row[i] * row[j];
            }
        }

        a[0] += PriorPoints;
        a[4] += TiltPriorPoints * PriorArmM * PriorArmM;
        a[8] += TiltPriorPoints * PriorArmM * PriorArmM;
        if (!Linear.Solve(a, b))
            return this;
        var tilt = new Vector3d(b[2], -b[1], 0);
        Rotation turn = tilt.Length > 1e-9 ? Rotation.FromAxisAngle(tilt, tilt.Length) : Rotation.Identity;
        return this with { WorldFromTop = WorldFromTop * new RigidTransform(turn, new Vector3d(0, 0, b[0])) };
    }

    /// <summary>Returns the share of the samples in the rectangle's four corners that show the object: near 1 for a box, near 0 for a disc.</summary>
    public double CornerShare(TopSamples samples)
    {
        const double Corner = 0.82, Inside = 0.97;
        int on = 0, all = 0;
        foreach ((double u, double v, bool isOn) in samples.Outline)
        {
            double along = Math.Abs(u) / HalfX, across = Math.Abs(v) / HalfY;
            if (along is < Corner or > Inside || across is < Corner or > Inside)
                continue;
            (on, all) = (on + (isOn ? 1 : 0), all + 1);
        }

        return all == 0 ? 1 : (double)on / all;
    }

    /// <summary>Returns the square of the same area, level and without yaw.</summary>
    public FlatTop Squared()
    {
        double half = Math.Sqrt(HalfX * HalfY);
        return new FlatTop(RigidTransform.FromTranslation(WorldFromTop.Translation.X, WorldFromTop.Translation.Y, WorldFromTop.Translation.Z), half, half);
    }

    /// <summary>Returns how many samples at the plane's height lie inside the rectangle.</summary>
    public int Support(TopSamples samples)
    {
        int inside = 0;
        foreach ((double u, double v, _) in samples.Heights)
            inside += Math.Abs(u) < HalfX && Math.Abs(v) < HalfY ? 1 : 0;
        return inside;
    }

    // Signed distance to the outline, negative inside, and the way out.
    private static (double Away, double U, double V) Distance(double u, double v, double halfX, double halfY)
    {
        double du = Math.Abs(u) - halfX, dv = Math.Abs(v) - halfY;
        if (du > 0 && dv > 0)
        {
            double length = Math.Sqrt((du * du) + (dv * dv));
            return (length, Math.Sign(u) * du / length, Math.Sign(v) * dv / length);
        }

        return du > dv ? (du, Math.Sign(u), 0) : (dv, 0, Math.Sign(v));
    }
}
