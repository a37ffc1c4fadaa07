using DexGrasp.Controller.Policy;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Controller.Policy;

public sealed class ChunkCodeTests
{
    private static readonly double[] Command = Rm75.Model.HomeRad.ToArray();
    private static readonly ChunkCode Code = new(Rm75.Model);
    private static readonly ArmKinematics Kinematics = new(Rm75.Model);

    [Fact]
    public void Decode_WhatWasEncoded_ComesBack()
    {
        var random = new Random(5);
        for (int trial = 0; trial < 50; trial++)
        {
            double[] command = Command.ToArray(), targets = Wandering(random, command);
            var numbers = new float[PolicyLayout.ChunkSize];

            Code.Encode(targets, command, numbers);
            double[] decoded = Code.Decode(numbers, command)!;

            for (int row = 0; row < targets.Length; row += RobotModel.Dof)
            {
                RigidTransform wanted = Kinematics.WorldFromTool(targets.AsSpan(row)), found = Kinematics.WorldFromTool(decoded.AsSpan(row));
                double offM = (wanted.Translation - found.Translation).Length, offRad = wanted.Rotation.AngleTo(found.Rotation);
                Assert.True(offM < 0.002 && offRad < 0.02, $"trial {trial}, step {row / RobotModel.Dof}: tool {offM:0.0000} m and {offRad:0.000} rad off");
                Assert.Equal(targets[(row + 7)..(row + 13)], decoded[(row + 7)..(row + 13)], new Near(1e-6));
            }
        }
    }

    [Fact]
    public void Encode_Targets_SaysWhereTheToolGoes()
    {
        double[] targets = Wandering(new Random(3), Command);
        var numbers = new float[PolicyLayout.ChunkSize];

        Code.Encode(targets, Command, numbers);

        Vector3d way = Kinematics.WorldFromTool(targets.AsSpan(20 * RobotModel.Dof)).Translation - Kinematics.WorldFromTool(Command).Translation;
        Assert.Equal(way.X, numbers[20 * RobotModel.Dof], 1e-6);
        Assert.Equal(way.Y, numbers[(20 * RobotModel.Dof) + 1], 1e-6);
        Assert.Equal(way.Z, numbers[(20 * RobotModel.Dof) + 2], 1e-6);
        Assert.Equal((float)targets[(20 * RobotModel.Dof) + 9], numbers[(20 * RobotModel.Dof) + 9]);
    }

    [Fact]
    public void Encode_MoreThanHalfATurn_IsSummedUp()
    {
        double[] command = Command.ToArray();
        command[6] = -2;
        double[] targets = [.. Enumerable.Range(0, PolicyLayout.ChunkSize).Select(i => command[i % RobotModel.Dof] + (i % RobotModel.Dof == 6 ? 0.0635 * ((i / RobotModel.Dof) + 1) : 0))];
        var numbers = new float[PolicyLayout.ChunkSize];

        Code.Encode(targets, command, numbers);

        ReadOnlySpan<float> last = numbers.AsSpan(63 * RobotModel.Dof);
        Assert.Equal(64 * 0.0635, new Vector3d(last[3], last[4], last[5]).Length, 1e-3);
        double[] decoded = Code.Decode(numbers, command)!;
        Assert.Equal(targets[(63 * RobotModel.Dof) + 6], decoded[(63 * RobotModel.Dof) + 6], 0.01);
    }

    [Fact]
    public void Decode_WildNumbers_StaysWithinRangesAndSpeeds()
    {
        var random = new Random(2);
        foreach (double size in new[] { 0.1, 1, 100, 1e4, 1e30 })
        {
            float[] numbers = [.. Enumerable.Range(0, PolicyLayout.ChunkSize).Select(_ => (float)((random.NextDouble() - 0.5) * size))];

            double[] decoded = Code.Decode(numbers, Command)!;

            for (int i = 0; i < decoded.Length; i++)
            {
                JointLimit limit = Rm75.Model.Limits[i % RobotModel.Dof];
                double before = i < RobotModel.Dof ? Command[i] : decoded[i - RobotModel.Dof];
                Assert.InRange(decoded[i], limit.LowerRad, limit.UpperRad);
                Assert.InRange(Math.Abs(decoded[i] - before), 0, (limit.MaxSpeedRadPerS * ActionChunk.PeriodS) + 1e-9);
            }
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Decode_NotFinite_GivesNoChunk(float bad)
    {
        var numbers = new float[PolicyLayout.ChunkSize];
        numbers[^1] = bad;

        Assert.Null(Code.Decode(numbers, Command));
    }

    private sealed class Near(double tolerance) : IEqualityComparer<double>
    {
        public bool Equals(double a, double b) => Math.Abs(a - b) < tolerance;

        public int GetHashCode(double value) => 0;
    }

    // A smooth random motion of all joints within their ranges.
    private static double[] Wandering(Random random, double[] from)
    {
        double[] way = [.. Enumerable.Range(0, RobotModel.Dof).Select(_ => (random.NextDouble() - 0.5) * 1.2)];
        return [.. Enumerable.Range(0, PolicyLayout.ChunkSize).Select(i =>
        {
            int joint = i % RobotModel.Dof;
            double share = ((i / RobotModel.Dof) + 1) / 64.0;
            return Rm75.Model.Limits[joint].Clamp(from[joint] + (way[joint] * share * share * (3 - (2 * share))));
        })];
    }
}
