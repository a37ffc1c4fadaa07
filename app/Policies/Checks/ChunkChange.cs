using DexGrasp.Core.Robots;

namespace DexGrasp.App.Policies.Checks;

/// <summary>By how much the first second of two chunks differs.</summary>
/// <param name="ArmMrad">Mean over steps and arm joints. Unit: mrad.</param>
/// <param name="HandMrad">Mean over steps and hand joints. Unit: mrad.</param>
/// <param name="ToolMm">Distance of the grasp centres after one second, by forward kinematics. Unit: mm.</param>
public sealed record ChunkChange(double ArmMrad, double HandMrad, double ToolMm)
{
    /// <summary>Steps of the first second.</summary>
    internal const int Steps = 20;

    /// <summary>Compares two chunks.</summary>
    /// <param name="before">Shape: [64 x 13]. Unit: rad.</param>
    /// <param name="after">Shape: [64 x 13]. Unit: rad.</param>
    /// <param name="kinematics">Of the arm.</param>
    internal static ChunkChange Between(double[] before, double[] after, ArmKinematics kinematics)
    {
        double arm = 0, hand = 0;
        for (int i = 0; i < Steps * RobotModel.Dof; i++)
        {
            double change = 1000 * Math.Abs(after[i] - before[i]);
            if (i % RobotModel.Dof < RobotModel.ArmDof)
                arm += change;
            else
                hand += change;
        }

        return new ChunkChange(
            arm / (Steps * RobotModel.ArmDof), hand / (Steps * RobotModel.HandDof),
            1000 * (kinematics.WorldFromTool(After(before)).Translation - kinematics.WorldFromTool(After(after)).Translation).Length);
    }

    /// <summary>Returns the targets of the last step of the first second. Shape: [13]. Unit: rad.</summary>
    internal static ReadOnlySpan<double> After(double[] chunk) => chunk.AsSpan((Steps - 1) * RobotModel.Dof, RobotModel.Dof);

    /// <summary>Returns the mean of changes.</summary>
    internal static ChunkChange Mean(IReadOnlyList<ChunkChange> all) =>
        new(all.Average(c => c.ArmMrad), all.Average(c => c.HandMrad), all.Average(c => c.ToolMm));
}
