using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Core.Skills;

/// <summary>
/// The numbers that a policy of retrieval sees, in this order: joint positions (13, rad), velocities (13, 0.2 rad/s), targets less
/// positions (13, 0.2 rad); fingertips from the target (5 x 3); tool from the box's middle (3), its yaw's cosine and sine (2), wanted less
/// measured tool (3); target from the tool (3), its x and y axes (6), half extents (3); exposure (1); six occluders nearest to the target,
/// each its place from the target (3) and half extents along the world's axes (3); cover above the target (1); share of the steps gone (1);
/// steps since the reading as a share (1); last action. Lengths in decimetres, axes of the world.
/// </summary>
public static class RetrievalObservation
{
    private const double PerDecimetre = 10, PerSpeed = 0.2, PerLead = 5, MostSpeed = 5;

    /// <summary>Returns how many numbers there are.</summary>
    /// <param name="actionSize">Numbers of an action.</param>
    public static int Size(int actionSize) => (3 * RobotModel.Dof) + 15 + 8 + 12 + 1 + (6 * RetrievalState.MostOccluders) + 3 + actionSize;

    /// <summary>Writes them.</summary>
    /// <param name="state">What is known.</param>
    /// <param name="observation">Shape: [Size].</param>
    public static void Write(RetrievalState state, Span<float> observation)
    {
        var to = new Writer(observation);
        RigidTransform target = state.WorldFromTarget, tool = state.WorldFromTool;
        foreach (double q in state.JointsRad)
            to.Add(q);
        foreach (double v in state.VelocitiesRadPerS)
            to.Add(Math.Clamp(PerSpeed * v, -MostSpeed, MostSpeed));
        for (int i = 0; i < RobotModel.Dof; i++)
            to.Add(PerLead * (state.TargetsRad[i] - state.JointsRad[i]));
        foreach (Vector3d tip in state.Fingertips)
            to.Add((tip - target.Translation) * PerDecimetre);
        to.Add((tool.Translation - ClutterBox.Centre) * PerDecimetre);
        Vector3d closing = tool.Rotation * new Vector3d(1, 0, 0);
        to.Add(closing.X);
        to.Add(closing.Y);
        to.Add(state.Lead * PerDecimetre);
        to.Add((target.Translation - tool.Translation) * PerDecimetre);
        to.Add(target.Rotation * new Vector3d(1, 0, 0));
        to.Add(target.Rotation * new Vector3d(0, 1, 0));
        to.Add(state.HalfM * PerDecimetre);
        to.Add(state.Exposure);
        for (int k = 0; k < RetrievalState.MostOccluders; k++)
        {
            // What is not there leaves its numbers at 0.
            (Vector3d place, Vector3d half) = k < state.Occluders ? state.Occluder(k) : (target.Translation, Vector3d.Zero);
            to.Add((place - target.Translation) * PerDecimetre);
            to.Add(half * PerDecimetre);
        }

        to.Add(state.CoverM * PerDecimetre);
        to.Add(state.Gone);
        to.Add(state.SinceReading);
        foreach (float a in state.Action)
            to.Add(a);
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
