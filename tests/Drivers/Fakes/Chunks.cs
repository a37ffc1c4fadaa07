using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Tests.Drivers.Fakes;

/// <summary>Chunks for tests.</summary>
internal static class Chunks
{
    /// <summary>Moves one joint evenly from a pose, the last step twice so that the chunk ends at rest.</summary>
    public static ActionChunk Ramp(ReadOnlySpan<double> fromRad, TimeSpan observedAt, int steps = 20, int joint = 0, double byRad = 0.3)
    {
        var positions = new double[steps * RobotModel.Dof];
        for (int step = 0; step < steps; step++)
        {
            fromRad.CopyTo(positions.AsSpan(step * RobotModel.Dof));
            positions[(step * RobotModel.Dof) + joint] += byRad * Math.Min(1, (step + 1.0) / Math.Max(1, steps - 1));
        }

        return new ActionChunk(positions, observedAt);
    }

    /// <summary>An envelope that the reference robot accepts.</summary>
    public static CommandHeader Header(Guid lease, long sequence, ActionChunk chunk, string? robot = null) => new(
        CommandHeader.CurrentVersion, robot ?? Rm75.Model.Name, lease, sequence, chunk.ObservedAt, TimeSpan.FromSeconds((chunk.Steps * ActionChunk.PeriodS) + 0.6), "test");
}
