using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;

namespace DexGrasp.Controller.Perception;

/// <summary>A depth picture with every reading turned into a point of the world, from which the robot's own body can be taken out.</summary>
internal sealed class WorldPicture
{
    private readonly HeightMap _map;

    private WorldPicture(CameraFrame frame, RigidTransform worldFromCamera)
    {
        Frame = frame;
        WorldFromCamera = worldFromCamera;
        _map = HeightMap.FromDepth(DepthSmoothing.Apply(frame.Depth!), frame.Calibration.Intrinsics, worldFromCamera);
        Z = _map.ZM.ToArray();
    }

    /// <summary>Gets the picture.</summary>
    public CameraFrame Frame { get; }

    /// <summary>Gets where the camera was.</summary>
    public RigidTransform WorldFromCamera { get; }

    /// <summary>Gets the width. Unit: px.</summary>
    public int Width => Frame.Rgb.Width;

    /// <summary>Gets the height. Unit: px.</summary>
    public int Height => Frame.Rgb.Height;

    /// <summary>Gets x of each pixel's point. Shape: [Height x Width]. Unit: m; not a number where there is no reading.</summary>
    public ReadOnlySpan<float> X => _map.XM;

    /// <summary>Gets y of each pixel's point. Shape: [Height x Width]. Unit: m; not a number where there is no reading.</summary>
    public ReadOnlySpan<float> Y => _map.YM;

    /// <summary>Gets the height above the table. Shape: [Height x Width]. Unit: m; not a number where there is no reading, or on the robot itself.</summary>
    public float[] Z { get; }

    /// <summary>Turns a picture into points.</summary>
    /// <param name="frame">With depth of the calibration's size.</param>
    /// <param name="worldFromCamera">Pose of the optical frame when the picture was taken.</param>
    /// <returns>Null where the frame has no depth picture of the right size.</returns>
    public static WorldPicture? From(CameraFrame frame, RigidTransform worldFromCamera)
    {
        CameraIntrinsics size = frame.Calibration.Intrinsics;
        return frame.Depth is { } depth && depth.Width == size.Width && depth.Height == size.Height
            && frame.Rgb.Width == size.Width && frame.Rgb.Height == size.Height ? new WorldPicture(frame, worldFromCamera) : null;
    }

    /// <summary>Returns the point seen at a pixel. Unit: m.</summary>
    public Vector3d Point(int index) => new(X[index], Y[index], Z[index]);

    /// <summary>Returns the pixel at which a point of the world appears, not rounded. Unit: px; not a number behind the camera.</summary>
    public (double X, double Y) Project(Vector3d pointInWorld) =>
        Frame.Calibration.Intrinsics.Project(WorldFromCamera.Inverse() * pointInWorld);

    /// <summary>Removes the readings for which a test holds.</summary>
    /// <param name="test">Given a point of the world in m.</param>
    public void Remove(Func<Vector3d, bool> test)
    {
        for (int i = 0; i < Z.Length; i++)
            if (!float.IsNaN(Z[i]) && test(Point(i)))
                Z[i] = float.NaN;
    }
}
