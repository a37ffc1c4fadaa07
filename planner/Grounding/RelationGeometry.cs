using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Planner.Language;

namespace DexGrasp.Planner.Grounding;

/// <summary>How well two places stand in a relation, as the viewer sees them.</summary>
internal static class RelationGeometry
{
    private const double SoftM = 0.015;

    /// <summary>Returns how well one object stands in a relation to another. Range: 0 to 1.</summary>
    public static double Fit(RelationKind kind, SeenObject o, SeenObject anchor, ViewFrame view)
    {
        switch (kind)
        {
            case RelationKind.BiggerThan:
                return Sigmoid(5 * Math.Log(o.Features.VolumeM3 / anchor.Features.VolumeM3));
            case RelationKind.SmallerThan:
                return Sigmoid(-5 * Math.Log(o.Features.VolumeM3 / anchor.Features.VolumeM3));
            case RelationKind.TallerThan:
                return Sigmoid((o.Features.HeightM - anchor.Features.HeightM) / 0.01);
            case RelationKind.ShorterThan:
                return Sigmoid((anchor.Features.HeightM - o.Features.HeightM) / 0.01);
            case RelationKind.OnTopOf or RelationKind.Inside:
                return Above(o, anchor);
            case RelationKind.Under:
                return Above(anchor, o);
            case RelationKind.NextTo:
                double gap = Level(o.Centre - anchor.Centre) - (0.4 * (o.Features.LengthM + anchor.Features.LengthM));
                return Math.Exp(-Math.Max(0, gap) / 0.06);
            default:
                return Fit(kind, o.Centre, anchor.Centre, view);
        }
    }

    /// <summary>Returns how well a point stands in a directional relation to another. Range: 0 to 1.</summary>
    public static double Fit(RelationKind kind, Vector3d point, Vector3d anchor, ViewFrame view)
    {
        double right = Vector3d.Dot(point - anchor, view.Right), away = Vector3d.Dot(point - anchor, view.Away);
        return kind switch
        {
            RelationKind.LeftOf => Directed(-right, away),
            RelationKind.RightOf => Directed(right, away),
            RelationKind.InFrontOf => Directed(-away, right),
            RelationKind.Behind => Directed(away, right),
            RelationKind.NextTo => Math.Exp(-Math.Max(0, Level(point - anchor) - 0.10) / 0.06),
            _ => 1,
        };
    }

    /// <summary>Returns how well a point lies between two others. Range: 0 to 1.</summary>
    public static double Between(Vector3d point, Vector3d a, Vector3d b)
    {
        Vector3d line = new(b.X - a.X, b.Y - a.Y, 0), to = new(point.X - a.X, point.Y - a.Y, 0);
        double length = Math.Max(line.Length, 1e-6), t = Vector3d.Dot(to, line) / (length * length);
        double off = (to - (line * t)).Length;
        return Sigmoid((t - 0.1) / 0.05) * Sigmoid((0.9 - t) / 0.05) * Math.Exp(-off * off / (2 * 0.06 * 0.06));
    }

    // Something far to the side is less "left of" than something straight left, and near things are meant before far ones.
    private static double Directed(double along, double across)
    {
        double side = Sigmoid(along / SoftM);
        double cone = 1 / (1 + Math.Pow(Math.Abs(across) / Math.Max(1.5 * Math.Abs(along), 0.02), 2));
        return side * (0.35 + (0.65 * cone)) * (0.5 + (0.5 * Math.Exp(-Math.Abs(along) / 0.25)));
    }

    private static double Above(SeenObject top, SeenObject below)
    {
        double overlap = Level(top.Centre - below.Centre) / Math.Max(0.5 * (below.Features.LengthM + (0.3 * top.Features.LengthM)), 0.02);
        double lifted = Sigmoid((top.Features.TopM - below.Features.TopM) / 0.008);
        return Math.Exp(-Math.Max(0, overlap - 0.5) * 4) * lifted;
    }

    private static double Level(Vector3d v) => Math.Sqrt((v.X * v.X) + (v.Y * v.Y));

    private static double Sigmoid(double t) => 1 / (1 + Math.Exp(-t));
}
