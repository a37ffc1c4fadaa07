using DexGrasp.Controller.Skills;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Controller.Skills;

public sealed class GraspWatchTests
{
    private const double Closed = 0.9;
    private readonly GraspWatch _watch = new();
    private double _nowS = 1;

    [Fact]
    public void Update_ClosedRisenStayedAndHeld_IsDoneAfterTheStay()
    {
        Step(Closed, 0.06, 0);
        for (double z = 0.06; z < 0.176; z += 0.02)
            Step(Closed, z, 0);
        Step(Closed, 0.180, 0);
        Assert.False(_watch.IsDone);

        Step(Closed, 0.180, 0.3);

        Assert.True(_watch.IsDone);
    }

    [Theory]
    [InlineData(0.0, 0.18, 0.2)]
    [InlineData(Closed, 0.17, 0.2)]
    [InlineData(Closed, 0.18, 0.0)]
    public void Update_OneConditionMissing_IsNeverDone(double fingersRad, double heightM, double lagRad)
    {
        Step(fingersRad, 0.06, lagRad, lagRad);
        for (int i = 0; i < 10; i++)
            Step(fingersRad, heightM, 0.1, lagRad);

        Assert.False(_watch.IsDone);
    }

    [Theory]
    [InlineData(0.15, true)]
    [InlineData(0.12, false)]
    public void Update_StandsStillBelowTheRise_IsDoneIfItIsHighEnough(double heightM, bool done)
    {
        Step(Closed, 0.06, 0);
        for (int i = 0; i < 20; i++)
            Step(Closed, heightM, 0.1);

        Assert.Equal(done, _watch.IsDone);
    }

    [Fact]
    public void Update_FingersHardlyBentAboutAWideObject_IsDone()
    {
        Step(0.3, 0.06, 0);
        for (int i = 0; i < 5; i++)
            Step(0.3, 0.18, 0.1);

        Assert.True(_watch.IsDone);
    }

    [Fact]
    public void Update_HandOpensOnTheWay_StartsAgain()
    {
        Step(Closed, 0.06, 0);
        Step(0, 0.18, 0.1);
        Step(Closed, 0.18, 0.1);
        Step(Closed, 0.18, 0.5);

        Assert.False(_watch.IsDone);
    }

    [Fact]
    public void Update_ClosingOnTheWayDown_TellsEachNewLowest()
    {
        Assert.True(Step(Closed, 0.10, 0));
        Assert.True(Step(Closed, 0.08, 0.1));
        Assert.False(Step(Closed, 0.09, 0.1));
    }

    private bool Step(double fingersRad, double heightM, double afterS, double lagRad = 0.2)
    {
        _nowS += afterS;
        double[] commanded = Rm75.Model.HomeRad.ToArray(), measured = Rm75.Model.HomeRad.ToArray();
        for (int i = RobotModel.ArmDof + 2; i < RobotModel.Dof; i++)
            (commanded[i], measured[i]) = (fingersRad, Math.Max(0, fingersRad - lagRad));
        RobotState state = SyntheticScene.State(measured, TimeSpan.FromSeconds(_nowS)) with { CommandedRad = commanded };
        return _watch.Update(state, heightM);
    }
}
