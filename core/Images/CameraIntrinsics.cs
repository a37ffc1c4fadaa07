using DexGrasp.Core.Geometry;

namespace DexGrasp.Core.Images;

/// <summary>A pinhole camera without distortion. Pixel (0, 0) is the centre of the top-left pixel.</summary>
/// <param name="Width">Unit: px.</param>
/// <param name="Height">Unit: px.</param>
/// <param name="FocalX">Focal length along x. Unit: px.</param>
/// <param name="FocalY">Focal length along y. Unit: px.</param>
/// <param name="CenterX">Principal point. Unit: px.</param>
/// <param name="CenterY">Principal point. Unit: px.</param>
public readonly record struct CameraIntrinsics(int Width, int Height, double FocalX, double FocalY, double CenterX, double CenterY)
{
    /// <summary>Makes square-pixel intrinsics from a vertical field of view.</summary>
    /// <param name="width">Unit: px.</param>
    /// <param name="height">Unit: px.</param>
    /// <param name="verticalFieldOfViewRad">Full angle from top to bottom edge. Unit: rad.</param>
    public static CameraIntrinsics FromFieldOfView(int width, int height, double verticalFieldOfViewRad)
    {
        double focal = height / (2 * Math.Tan(verticalFieldOfViewRad / 2));
        return new CameraIntrinsics(width, height, focal, focal, (width - 1) / 2.0, (height - 1) / 2.0);
    }

    /// <summary>Returns the point at a pixel and depth, in the optical frame (x right, y down, z forward). Unit: m.</summary>
    /// <param name="x">Column. Unit: px.</param>
    /// <param name="y">Row. Unit: px.</param>
    /// <param name="depthM">Distance along the optical axis. Unit: m.</param>
    public Vector3d Unproject(double x, double y, double depthM) =>
        new((x - CenterX) / FocalX * depthM, (y - CenterY) / FocalY * depthM, depthM);

    /// <summary>Returns the pixel at which a point in the optical frame appears. Unit: px; not a number for z &lt;= 0.</summary>
    public (double X, double Y) Project(Vector3d pointInCamera) => pointInCamera.Z <= 0
        ? (double.NaN, double.NaN)
        : ((pointInCamera.X / pointInCamera.Z * FocalX) + CenterX, (pointInCamera.Y / pointInCamera.Z * FocalY) + CenterY);

    /// <summary>Returns the intrinsics of the same camera at another picture size.</summary>
    public CameraIntrinsics Resized(int width, int height)
    {
        double sx = (double)width / Width, sy = (double)height / Height;
        return new CameraIntrinsics(width, height, FocalX * sx, FocalY * sy, ((CenterX + 0.5) * sx) - 0.5, ((CenterY + 0.5) * sy) - 0.5);
    }
}
