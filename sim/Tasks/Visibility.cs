using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Experts;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Sim.Tasks;

/// <summary>How much of an object a camera sees past everything else, by rays in the physics: no picture has to be drawn.</summary>
public static class Visibility
{
    /// <summary>
    /// Returns which share of the object's surface that is turned to a camera fixed in the world is inside its picture and not
    /// hidden by anything else. Range: [0, 1].
    /// </summary>
    /// <param name="world">Poses are those of the present.</param>
    /// <param name="index">Range: 0 to the number of objects - 1.</param>
    /// <param name="camera">Name of a camera fixed in the world. Default: "head".</param>
    public static double Share(SimulatedWorld world, int index, string camera = "head")
    {
        CameraSpec spec = world.Workcell.Camera(camera);
        CameraIntrinsics intrinsics = spec.Calibration().Intrinsics;
        RigidTransform worldFromCamera = spec.MountFromCamera, cameraFromWorld = worldFromCamera.Inverse(), worldFromObject = world.WorldFromObject(index);
        Vector3d eye = worldFromCamera.Translation;
        int facing = 0, seen = 0;
        foreach (SurfacePoint point in ObjectSurface.Sample(world.Objects[index].Spec))
        {
            Vector3d at = worldFromObject * point.Position, sight = at - eye;
            if (Vector3d.Dot(worldFromObject.Rotation * point.Normal, sight) >= 0)
                continue;
            // Parts that the object itself hides belong to no picture of it, whatever stands around.
            bool hit = world.Data.TryRay(eye, sight, out double distance, out int geom) && distance < 0.998;
            if (hit && world.ObjectOfGeom(geom) == index)
                continue;
            facing++;
            (double x, double y) = intrinsics.Project(cameraFromWorld * at);
            if (!hit && x >= 0 && y >= 0 && x < intrinsics.Width && y < intrinsics.Height)
                seen++;
        }

        return facing == 0 ? 0 : (double)seen / facing;
    }
}
