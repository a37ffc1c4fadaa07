using DexGrasp.Core.Geometry;

namespace DexGrasp.Core.Images;

/// <summary>
/// For every pixel of a depth picture, the point that it shows in the world; the z component is the height above the
/// table top. Immutable; safe to share between threads.
/// </summary>
public sealed class HeightMap
{
    private readonly float[] _x;
    private readonly float[] _y;
    private readonly float[] _z;

    private HeightMap(int width, int height, float[] x, float[] y, float[] z)
    {
        Width = width;
        Height = height;
        _x = x;
        _y = y;
        _z = z;
    }

    /// <summary>Gets the width. Unit: px.</summary>
    public int Width { get; }

    /// <summary>Gets the height of the picture. Unit: px.</summary>
    public int Height { get; }

    /// <summary>Gets the world x of each pixel. Shape: [Height x Width]. Unit: m; not a number where there is no reading.</summary>
    public ReadOnlySpan<float> XM => _x;

    /// <summary>Gets the world y of each pixel. Shape: [Height x Width]. Unit: m; not a number where there is no reading.</summary>
    public ReadOnlySpan<float> YM => _y;

    /// <summary>Gets the height above the table top of each pixel. Shape: [Height x Width]. Unit: m; not a number where there is no reading.</summary>
    public ReadOnlySpan<float> ZM => _z;

    /// <summary>Returns the point that a pixel shows. Unit: m; components are not numbers where there is no reading.</summary>
    /// <param name="x">Column. Unit: px.</param>
    /// <param name="y">Row. Unit: px.</param>
    public Vector3d PointInWorld(int x, int y)
    {
        int i = (y * Width) + x;
        return new Vector3d(_x[i], _y[i], _z[i]);
    }

    /// <summary>Gets whether a pixel has a reading.</summary>
    /// <param name="x">Column. Unit: px.</param>
    /// <param name="y">Row. Unit: px.</param>
    public bool HasReading(int x, int y) => !float.IsNaN(_z[(y * Width) + x]);

    /// <summary>Makes the map of a picture.</summary>
    /// <param name="frame">Needs a depth picture of the calibration's size.</param>
    /// <param name="worldFromCamera">Pose of the optical frame when the picture was taken, from <see cref="CameraCalibration.WorldFromCamera"/>.</param>
    /// <exception cref="ArgumentException">The picture has no depth, or its size is not the calibration's.</exception>
    public static HeightMap FromFrame(CameraFrame frame, RigidTransform worldFromCamera)
    {
        DepthImage depth = frame.Depth
            ?? throw new ArgumentException($"Camera '{frame.Camera}' gives no depth; a height map needs a camera with depth.");
        return FromDepth(depth, frame.Calibration.Intrinsics, worldFromCamera);
    }

    /// <summary>Makes the map of a depth picture.</summary>
    /// <param name="depth">Distance along the optical axis; 0 and values that are not finite count as no reading.</param>
    /// <param name="intrinsics">Of the same picture size.</param>
    /// <param name="worldFromCamera">Pose of the optical frame (x right, y down, z forward). Unit: m.</param>
    /// <exception cref="ArgumentException">The sizes differ.</exception>
    public static HeightMap FromDepth(DepthImage depth, CameraIntrinsics intrinsics, RigidTransform worldFromCamera)
    {
        if (depth.Width != intrinsics.Width || depth.Height != intrinsics.Height)
            throw new ArgumentException($"Depth picture of {depth.Width}x{depth.Height} px given with intrinsics for {intrinsics.Width}x{intrinsics.Height} px; the sizes must be equal.");

        int count = depth.Width * depth.Height;
        var x = new float[count];
        var y = new float[count];
        var z = new float[count];
        Vector3d right = worldFromCamera.Rotation * new Vector3d(1, 0, 0);
        Vector3d down = worldFromCamera.Rotation * new Vector3d(0, 1, 0);
        Vector3d forward = worldFromCamera.Rotation * new Vector3d(0, 0, 1);
        Vector3d eye = worldFromCamera.Translation;
        for (int row = 0; row < depth.Height; row++)
        {
            Vector3d rowRay = forward + (down * ((row - intrinsics.CenterY) / intrinsics.FocalY));
            for (int column = 0; column < depth.Width; column++)
            {
                int i = (row * depth.Width) + column;
                float d = depth.DepthM[i];
                if (!(d > 0) || !float.IsFinite(d))
                {
                    x[i] = y[i] = z[i] = float.NaN;
                    continue;
                }

                Vector3d point = eye + ((rowRay + (right * ((column - intrinsics.CenterX) / intrinsics.FocalX))) * d);
                x[i] = (float)point.X;
                y[i] = (float)point.Y;
                z[i] = (float)point.Z;
            }
        }

        return new HeightMap(depth.Width, depth.Height, x, y, z);
    }
}
