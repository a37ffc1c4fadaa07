using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Mujoco;

namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>
/// The head camera by rays: the pixels that <see cref="RetrievalSight"/> looks at, of a camera that nothing is drawn for. The robot hides
/// what it stands before; the sight itself cuts it out.
/// </summary>
/// <remarks>One thread at a time. Allocates nothing after the constructor.</remarks>
internal sealed class RetrievalRays
{
    private const int OnlyTarget = 1 << RetrievalMjcf.TargetGroup;

    // Of what may lie in the box: rays that pass it by are not cast. Unit: m.
    private const double PileM = 0.12;
    private readonly Vector3d _eye;
    private readonly Vector3d[] _directions;

    /// <summary>Chooses the rays.</summary>
    public RetrievalRays()
    {
        CameraSpec head = RetrievalBox.Cell.Camera("head");
        CameraIntrinsics pixels = head.Calibration().Intrinsics;
        _eye = head.MountFromCamera.Translation;
        int stride = RetrievalSight.Stride(head.Width);
        var directions = new List<Vector3d>();
        for (int y = stride / 2; y < head.Height; y += stride)
            for (int x = stride / 2; x < head.Width; x += stride)
            {
                Vector3d direction = head.MountFromCamera.Rotation * pixels.Unproject(x, y, 1);
                if (Enters(direction))
                    directions.Add(direction);
            }

        _directions = [.. directions];
    }

    /// <summary>Takes a picture.</summary>
    /// <param name="simulation">What is seen.</param>
    /// <param name="jointsRad">Measured. Shape: [13]. Unit: rad.</param>
    /// <param name="noiseM">Deviation of the depth readings. Unit: m.</param>
    /// <param name="random">Advanced by the noise.</param>
    /// <param name="sight">Receives it.</param>
    public void Look(RetrievalSimulation simulation, ReadOnlySpan<double> jointsRad, double noiseM, ref EpisodeRandom random, RetrievalSight sight) =>
        Cast(simulation, jointsRad, noiseM, ref random, sight, MujocoData.AllGroups);

    /// <summary>Returns what a picture showed of the target if it lay in the box alone.</summary>
    /// <param name="simulation">Where it lies.</param>
    /// <param name="random">Advanced by noise.</param>
    /// <param name="sight">For the measurement; forgets what it has seen.</param>
    public RetrievalTarget Measure(RetrievalSimulation simulation, ref EpisodeRandom random, RetrievalSight sight)
    {
        sight.Begin(new RetrievalTarget(simulation.WorldFromObjects[0].Translation, 0, simulation.HalfM[0]));
        Cast(simulation, RetrievalSimulation.PrepareRad, 0, ref random, sight, OnlyTarget);
        return sight.Measured(simulation.HalfM[0]);
    }

    private void Cast(RetrievalSimulation simulation, ReadOnlySpan<double> jointsRad, double noiseM, ref EpisodeRandom random, RetrievalSight sight, int groups)
    {
        sight.BeginPicture(jointsRad);
        foreach (Vector3d direction in _directions)
            if (simulation.Data.TryRay(_eye, direction, out double depth, out int geom, groups: groups))
                sight.Add(_eye + (direction * (depth + (noiseM * random.NextGaussian()))), geom == simulation.TargetGeom);
        sight.EndPicture();
    }

    private bool Enters(Vector3d direction)
    {
        Vector3d low = _eye + (direction * ((RetrievalBox.FloorZ - _eye.Z) / direction.Z)), high = _eye + (direction * ((RetrievalBox.FloorZ + PileM - _eye.Z) / direction.Z));
        return direction.Z < 0
            && Math.Max(low.X, high.X) > RetrievalBox.Centre.X - RetrievalBox.HalfX && Math.Min(low.X, high.X) < RetrievalBox.Centre.X + RetrievalBox.HalfX
            && Math.Max(low.Y, high.Y) > RetrievalBox.Centre.Y - RetrievalBox.HalfY && Math.Min(low.Y, high.Y) < RetrievalBox.Centre.Y + RetrievalBox.HalfY;
    }
}
