using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>
/// What a teacher sees, in this order: joint positions (13, rad), velocities (13, 0.2 rad/s), targets less positions (13, 0.2 rad);
/// fingertips from the target (5 x 3); tool from the box's middle (3), its yaw's cosine and sine (2), wanted less measured tool (3);
/// target from the tool (3), its x and y axes (6), half extents (3); exposure (1); six occluders nearest to the target, each its
/// place from the target (3) and half extents along the world's axes (3); cover above the target (1); share of the steps gone (1);
/// steps since the reading as a share (1); last action. Lengths in decimetres, axes of the world.
/// </summary>
internal static class RetrievalObservation
{
    private const int Neighbours = 6;
    private const double PerDecimetre = 10, PerSpeed = 0.2, PerLead = 5, MostSpeed = 5;

    /// <summary>Returns how many numbers there are.</summary>
    /// <param name="actionSize">Numbers of an action.</param>
    public static int Size(int actionSize) => (3 * RobotModel.Dof) + 15 + 8 + 12 + 1 + (6 * Neighbours) + 3 + actionSize;

    /// <summary>Writes them.</summary>
    /// <param name="simulation">What is seen.</param>
    /// <param name="jointsRad">Measured positions. Shape: [13].</param>
    /// <param name="targetsRad">The servos' targets. Shape: [13].</param>
    /// <param name="lead">Wanted less measured tool. Unit: m.</param>
    /// <param name="exposure">As last read.</param>
    /// <param name="gone">Share of the steps gone. Range: 0 to 1.</param>
    /// <param name="sinceReading">Share of the way to the next reading. Range: 0 to 1.</param>
    /// <param name="action">The last one.</param>
    /// <param name="observation">Shape: [Size].</param>
    public static void Write(RetrievalSimulation simulation, ReadOnlySpan<double> jointsRad, ReadOnlySpan<double> targetsRad, Vector3d lead,
        double exposure, double gone, double sinceReading, ReadOnlySpan<float> action, Span<float> observation)
    {
        var to = new Writer(observation);
        RigidTransform target = simulation.WorldFromObjects[0], tool = simulation.WorldFromTool;
        foreach (double q in jointsRad)
            to.Add(q);
        foreach (double v in simulation.VelocitiesRadPerS)
            to.Add(Math.Clamp(PerSpeed * v, -MostSpeed, MostSpeed));
        for (int i = 0; i < jointsRad.Length; i++)
            to.Add(PerLead * (targetsRad[i] - jointsRad[i]));
        foreach (Vector3d tip in simulation.Fingertips)
            to.Add((tip - target.Translation) * PerDecimetre);
        to.Add((tool.Translation - RetrievalBox.Centre) * PerDecimetre);
        Vector3d closing = tool.Rotation * new Vector3d(1, 0, 0);
        to.Add(closing.X);
        to.Add(closing.Y);
        to.Add(lead * PerDecimetre);
        to.Add((target.Translation - tool.Translation) * PerDecimetre);
        to.Add(target.Rotation * new Vector3d(1, 0, 0));
        to.Add(target.Rotation * new Vector3d(0, 1, 0));
        to.Add(simulation.HalfM[0] * PerDecimetre);
        to.Add(exposure);
        AddNeighbours(simulation, ref to);
        to.Add(simulation.CoverM() * PerDecimetre);
        to.Add(gone);
        to.Add(sinceReading);
        foreach (float a in action)
            to.Add(a);
    }

    // Scenes with fewer than six occluders leave the rest at 0.
    private static void AddNeighbours(RetrievalSimulation simulation, ref Writer to)
    {
        Span<double> distances = stackalloc double[simulation.Objects];
        Vector3d target = simulation.WorldFromObjects[0].Translation;
        for (int i = 0; i < distances.Length; i++)
            distances[i] = i == 0 ? double.PositiveInfinity : (simulation.WorldFromObjects[i].Translation - target).Length;
        for (int k = 0; k < Neighbours; k++)
        {
            int nearest = 0;
            for (int i = 1; i < distances.Length; i++)
                if (distances[i] < distances[nearest])
                    nearest = i;
            bool found = nearest > 0;
            distances[nearest] = double.PositiveInfinity;
            to.Add(found ? (simulation.WorldFromObjects[nearest].Translation - target) * PerDecimetre : Vector3d.Zero);
            to.Add(found ? simulation.WorldHalfM[nearest] * PerDecimetre : Vector3d.Zero);
        }
    }

    private ref struct Writer(Span<float> numbers)
    {
        private readonly Span<float> _numbers = numbers;
        private int _next;

        public void Add(double value) => _numbers[_next++] = (float)value;

        public void Add(Vector3d v)
        {
            Add(v.X);
            Add(v.Y);
            Add(v.Z);
        }
    }
}
