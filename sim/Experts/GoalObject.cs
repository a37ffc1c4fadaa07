using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Sim.Experts;

/// <summary>Finds the object that a box in a picture means, by projecting every object into that picture.</summary>
internal static class GoalObject
{
    /// <summary>Returns the index of the object whose own box overlaps most with the given one; the nearest centre when none does.</summary>
    /// <exception cref="InvalidOperationException">The world holds no object.</exception>
    internal static int Find(SimulatedWorld world, BoundingBox box, CameraCalibration camera, ReadOnlySpan<double> positionsRad)
    {
        if (world.Objects.Count == 0)
            throw new InvalidOperationException("There is no object to grasp: the scene is empty. Nothing moves.");
        RigidTransform cameraFromWorld = camera.WorldFromCamera(new ArmKinematics(world.Robot), positionsRad).Inverse();
        int best = 0;
        double bestScore = double.NegativeInfinity;
        for (int i = 0; i < world.Objects.Count; i++)
        {
            BoundingBox own = Project(world, i, camera.Intrinsics, cameraFromWorld);
            double distance = Math.Abs(own.Left + own.Right - box.Left - box.Right) + Math.Abs(own.Top + own.Bottom - box.Top - box.Bottom);
            double score = own.IntersectionOverUnion(box) - (distance * 1e-4);
            if (score > bestScore)
                (best, bestScore) = (i, score);
        }

        return best;
    }

    private static BoundingBox Project(SimulatedWorld world, int index, CameraIntrinsics intrinsics, RigidTransform cameraFromWorld)
    {
        RigidTransform cameraFromObject = cameraFromWorld * world.WorldFromObject(index);
        double left = double.PositiveInfinity, top = double.PositiveInfinity, right = double.NegativeInfinity, bottom = double.NegativeInfinity;
        foreach (SurfacePoint point in ObjectSurface.Sample(world.Objects[index].Spec))
        {
            (double x, double y) = intrinsics.Project(cameraFromObject * point.Position);
            if (!double.IsFinite(x))
                continue;
            (left, right) = (Math.Min(left, x), Math.Max(right, x));
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
        }

        return double.IsFinite(left) ? new BoundingBox((int)left, (int)top, (int)right + 1, (int)bottom + 1) : default;
    }
}
