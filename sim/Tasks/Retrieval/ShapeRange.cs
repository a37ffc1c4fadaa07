using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>Objects of one shape whose sizes lie in a range.</summary>
/// <param name="Shape">Of the only part.</param>
/// <param name="LowM">Smallest size; meaning by shape, see <see cref="PartShape"/>. Unit: m.</param>
/// <param name="HighM">Largest size. Unit: m.</param>
public sealed record ShapeRange(PartShape Shape, Vector3d LowM, Vector3d HighM)
{
    /// <summary>Returns a size of the range, each component drawn alone. Unit: m.</summary>
    public Vector3d Draw(ref EpisodeRandom random)
    {
        double x = random.Between(LowM.X, HighM.X), y = random.Between(LowM.Y, HighM.Y);
        return new Vector3d(x, y, random.Between(LowM.Z, HighM.Z));
    }

    /// <summary>Returns whether a size lies in the range.</summary>
    public bool Contains(PartShape shape, Vector3d sizeM) => shape == Shape
        && sizeM.X >= LowM.X && sizeM.X <= HighM.X && sizeM.Y >= LowM.Y && sizeM.Y <= HighM.Y && sizeM.Z >= LowM.Z && sizeM.Z <= HighM.Z;
}
