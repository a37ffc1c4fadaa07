using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Mujoco;

namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>
/// Which share of the target is seen from above, of what would be seen of it without occluders: by rays, so that no picture has to
/// be drawn. Rays spread evenly over the picture hit the target's camera-facing surface as pixels do; the robot hides nothing.
/// </summary>
/// <remarks>Allocates nothing per call. Thread-safe: holds only constants.</remarks>
public sealed class Exposure
{
    /// <summary>Points on the target's surface that are asked about.</summary>
    public const int Points = 128;

    // Rays within the target's bounds that miss it, seven in eight at the worst.
    private const int MostRays = 8 * Points;
    private const int WithoutOccluders = 1 << RetrievalMjcf.TargetGroup;
    private const int WithOccluders = WithoutOccluders | (1 << RetrievalMjcf.OccluderGroup);

    // Steps of the R2 sequence (Roberts 2018): points that fill a square evenly, however many are taken.
    private const double StepX = 0.7548776662466927, StepY = 0.5698402909980532;
    private readonly RigidTransform _worldFromCamera = RetrievalBox.Cell.Camera(RetrievalBox.Above).MountFromCamera;
    private readonly RigidTransform _cameraFromWorld = RetrievalBox.Cell.Camera(RetrievalBox.Above).MountFromCamera.Inverse();

    /// <summary>Reads the exposure.</summary>
    /// <param name="data">Its poses are those that are judged: see <see cref="MujocoData.Kinematics"/>.</param>
    /// <param name="targetGeom">The target's only shape.</param>
    /// <param name="worldFromTarget">Where it is.</param>
    /// <param name="halfM">Half its extents along its own axes. Unit: m.</param>
    /// <returns>Range: 0 to 1; 0 also where walls hide it whole.</returns>
    public double Read(MujocoData data, int targetGeom, RigidTransform worldFromTarget, Vector3d halfM)
    {
        (double lowX, double highX, double lowY, double highY) = Bounds(worldFromTarget, halfM);
        int points = 0, seen = 0;
        double x = 0.5, y = 0.5;
        for (int ray = 0; ray < MostRays && points < Points; ray++)
        {
            var direction = new Vector3d(lowX + (x * (highX - lowX)), lowY + (y * (highY - lowY)), 1);
            (x, y) = ((x + StepX) % 1, (y + StepY) % 1);
            if (!Hits(data, targetGeom, direction, WithoutOccluders))
                continue;
            points++;
            seen += Hits(data, targetGeom, direction, WithOccluders) ? 1 : 0;
        }

        return points == 0 ? 0 : (double)seen / points;
    }

    private bool Hits(MujocoData data, int geom, Vector3d cameraDirection, int groups) =>
        data.TryRay(_worldFromCamera.Translation, _worldFromCamera.Rotation * cameraDirection, out _, out int hit, groups: groups) && hit == geom;

    // Of the corners of the box about the target, in the picture at distance 1.
    private (double LowX, double HighX, double LowY, double HighY) Bounds(RigidTransform worldFromTarget, Vector3d half)
    {
        double lowX = double.PositiveInfinity, highX = double.NegativeInfinity, lowY = lowX, highY = highX;
        for (int corner = 0; corner < 8; corner++)
        {
            var at = new Vector3d((corner & 1) == 0 ? -half.X : half.X, (corner & 2) == 0 ? -half.Y : half.Y, (corner & 4) == 0 ? -half.Z : half.Z);
            Vector3d p = _cameraFromWorld * (worldFromTarget * at);
            double depth = Math.Max(p.Z, 0.05);
            (lowX, highX) = (Math.Min(lowX, p.X / depth), Math.Max(highX, p.X / depth));
            (lowY, highY) = (Math.Min(lowY, p.Y / depth), Math.Max(highY, p.Y / depth));
        }

        return (lowX, highX, lowY, highY);
    }
}
