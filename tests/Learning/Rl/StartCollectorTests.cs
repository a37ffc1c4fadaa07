using DexGrasp.Core.Environments;
using DexGrasp.Core.Skills;
using DexGrasp.Learning.Rl.Joint;
using DexGrasp.Sim.Tasks.Ungraspable;
using Xunit;

namespace DexGrasp.Tests.Learning.Rl;

public sealed class StartCollectorTests
{
    [Fact]
    public void Run_PushThatNeverArrives_RecordsWhereTheNextOneBegins()
    {
        using var pool = new BoardPool(new BoardOptions { Worlds = 2 });
        using var collector = new StartCollector(pool, new Idle());
        var states = new List<BoardState>();
        for (ulong seed = 0; seed < 3; seed++)
            collector.Run(seed, states);

        // Three pushes, so that two begin anew.
        Assert.Equal(6, states.Count);
        Assert.All(states, state =>
        {
            Assert.Equal(FlatObjectSkills.Push, state.Skill);
            Assert.NotEqual(default, state.GoalM);
            Assert.InRange(state.World, 0, 1);
        });
        Assert.Equal(states[0].GoalM, states[1].GoalM);
    }

    private sealed class Idle : IActor
    {
        public void Act(ReadOnlySpan<float> observation, Span<float> action) => action.Clear();
    }
}
