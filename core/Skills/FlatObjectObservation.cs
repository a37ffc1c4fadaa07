using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Core.Skills;

/// <summary>The numbers that a skill at the board sees: lengths relative to object, edge and wall, all scaled to about 1.</summary>
public static class FlatObjectObservation
{
    /// <summary>Numbers of an observation.</summary>
    public const int Size = 71;

    private const float Limit = 20;

    // Sizes of training, halved: what is longer or thinner is shown as the longest or thinnest that the skills know. Unit: m.
    private static readonly Vector3d Least = new(0.075, 0.075, 0.010), Most = new(0.10, 0.10, 0.0292);

    /// <summary>Writes an observation.</summary>
    /// <param name="view">What is known.</param>
    /// <param name="lastAction">Shape: [8].</param>
    /// <param name="to">Shape: [71].</param>
    public static void Write(FlatObjectView view, ReadOnlySpan<float> lastAction, Span<float> to)
    {
        Vector3d at = view.WorldFromObject.Translation;
        Rotation turn = view.WorldFromObject.Rotation;
        int n = 0;
        Put(to, ref n, (view.WorldFromTool.Translation - at) * 5);
        Put(to, ref n, (view.WorldFromTool.Rotation * Board.Wrist.WorldFromRest.Inverse()).ToRotationVector());
        foreach (Vector3d tip in view.Tips)
            Put(to, ref n, (tip - at) * 5);
        Put(to, ref n, new Vector3d(Math.Clamp(view.HalfSize.X, Least.X, Most.X), Math.Clamp(view.HalfSize.Y, Least.Y, Most.Y), Math.Clamp(view.HalfSize.Z, Least.Z, Most.Z)) * 10);
        Put(to, ref n, new Vector3d(at.X - Board.MiddleX, at.Y - Board.EdgeY, at.Z - Board.TopZ - view.HalfSize.Z) * 5);
        to[n++] = (float)(5 * (at.Y - Board.WallY));
        Put(to, ref n, turn * new Vector3d(1, 0, 0));
        Put(to, ref n, turn * new Vector3d(0, 1, 0));
        Put(to, ref n, view.Linear * 2);
        Put(to, ref n, view.Angular * 0.3);
        to[n++] = (float)(5 * (view.Goal.X - at.X));
        to[n++] = (float)(5 * (view.Goal.Y - at.Y));
        to[n++] = (float)view.YawRad;
        Put(to, ref n, view.Pull * 30);
        for (int i = 0; i < RobotModel.Dof; i++)
            to[n++] = (float)view.JointsRad[i];

        // The four fingers close together, so that one target stands for all.
        for (int i = RobotModel.ArmDof; i < RobotModel.ArmDof + 3; i++)
            to[n++] = (float)view.TargetsRad[i];
        lastAction.CopyTo(to[n..]);
        n += BoardControl.ActionSize;
        to[n++] = (float)(view.LowestM * 10);
        for (int i = 0; i < n; i++)
            to[i] = Math.Clamp(to[i], -Limit, Limit);
    }

    private static void Put(Span<float> to, ref int n, Vector3d v)
    {
        (to[n], to[n + 1], to[n + 2]) = ((float)v.X, (float)v.Y, (float)v.Z);
        n += 3;
    }
}
