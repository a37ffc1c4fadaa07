using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Tasks.Ungraspable;
using Xunit;

namespace DexGrasp.Tests.Sim.Tasks.Ungraspable;

public sealed class WallScriptTests
{
    [Fact]
    public void Act_BoxesThatLieAtTheWallAndNoDelay_LiftsHalfOrMore()
    {
        const int Episodes = 12;
        using var pool = new BoardPool(new BoardOptions { Worlds = Episodes, WorldSeed = 5, Ranges = BoardRanges.Default with { DelayedShare = 0 } });
        using var environment = new BoardEnvironment(pool, new WallSkill());
        var script = new WallScript();
        float[] action = new float[BoardControl.ActionSize], metrics = new float[2];
        int lifted = 0;
        for (ulong seed = 0; seed < Episodes; seed++)
        {
            environment.Reset(seed);
            StepResult step;
            do
            {
                script.Act(environment.World.View, action);
                step = environment.Step(action);
            }
            while (!step.Done);
            environment.ReadMetrics(metrics);
            lifted += (int)metrics[0];
        }

        Assert.True(lifted >= Episodes / 2, $"{lifted} of {Episodes} were lifted.");
    }

    [Theory]
    [InlineData(0, -0.4)]
    [InlineData(1.5, 0)]
    [InlineData(0.7, 0.6)]
    public void WriteThumb_AnyPosture_EndsWhereTheThumbsEndIs(double turn, double bend)
    {
        Span<Vector3d> ends = stackalloc Vector3d[HandKinematics.Tips], points = stackalloc Vector3d[4];
        HandKinematics.WriteEnds(RigidTransform.Identity, [turn, bend, 0, 0, 0, 0], ends);

        HandKinematics.WriteThumb(RigidTransform.Identity, turn, bend, points);

        Assert.True((points[3] - ends[0]).Length < 1e-12);
    }
}
