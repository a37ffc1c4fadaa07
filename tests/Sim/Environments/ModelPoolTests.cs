using DexGrasp.Core.Environments;
using DexGrasp.Sim.Environments;
using DexGrasp.Sim.Mujoco;
using Xunit;

namespace DexGrasp.Tests.Sim.Environments;

public sealed class ModelPoolTests
{
    [Fact]
    public void Reset_ToAnotherModel_RunsAsASimulationOfItsOwn()
    {
        using var pool = new ModelPool(3, 4, random => Ball(0.02 + (0.03 * random.NextDouble())));
        using var shared = new MujocoData(pool[0]);
        for (int k = 0; k < pool.Count; k++)
        {
            using var own = new MujocoData(pool[k]);
            shared.Reset(pool[k]);
            shared.Step(400);
            own.Step(400);

            Assert.True(own.Qpos.SequenceEqual(shared.Qpos) && own.Qvel.SequenceEqual(shared.Qvel), $"Model {k}: a simulation that went over to it differs from one that was made for it.");
        }

        Assert.NotEqual(pool[0].GeomSize[3], pool[1].GeomSize[3]);
    }

    [Fact]
    public void Reset_ToAModelOfAnotherShape_IsRefusedAndChangesNothing()
    {
        using MujocoModel one = MujocoModel.FromXml(Ball(0.03)), two = MujocoModel.FromXml(Ball(0.03, "<geom type='box' size='.1 .1 .1' pos='1 0 0'/>"));
        using var data = new MujocoData(one);
        data.Step(3);
        double before = data.Qpos[2];

        Assert.Throws<ArgumentException>(() => data.Reset(two));
        Assert.Same(one, data.Model);
        Assert.Equal(before, data.Qpos[2]);
    }

    [Fact]
    public void Pool_OfModelsThatDifferInShape_IsRefusedByNumber()
    {
        int made = 0;

        MujocoModelException refused = Assert.Throws<MujocoModelException>(() => new ModelPool(2, 1, _ => Ball(0.03, made++ == 1 ? "<geom type='sphere' size='.1' pos='1 0 0'/>" : "")));

        Assert.Contains("Model 1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pool_OfOneSeed_IsTheSameAgain()
    {
        var first = new List<double>();
        var second = new List<double>();
        using (new ModelPool(4, 9, random => Note(first, random)))
        using (new ModelPool(4, 9, random => Note(second, random)))
            Assert.Equal(first, second);
        Assert.Equal(4, first.Distinct().Count());

        static string Note(List<double> list, EpisodeRandom random)
        {
            list.Add(random.Between(0.02, 0.05));
            return Ball(list[^1]);
        }
    }

    private static string Ball(double radius, string more = "") =>
        $"<mujoco><size nconmax='20' njmax='80'/><worldbody><geom type='plane' size='1 1 .1'/>{more}<body pos='0 0 .1'><freejoint/><geom type='sphere' size='{radius}' mass='.1'/></body></worldbody></mujoco>";
}
