using DexGrasp.Controller.Policy;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.Controller.Policy;

public sealed class ContactLeashTests
{
    private const int Joint = 3;
    private static readonly double[] Home = Rm75.Model.HomeRad.ToArray();
    private static readonly TimeSpan Now = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(0.1)]
    [InlineData(-0.1)]
    public void Apply_JointFarBehindARestingCommand_GoesNoFurtherThanTheLeash(double behindRad)
    {
        double[] targets = Rows(step => Home[Joint] + (2 * behindRad));

        Assert.True(ContactLeash.Apply(targets, Measured(Home[Joint]), Command(Home[Joint] + behindRad), null));

        for (int step = 0; step < ActionChunk.Horizon; step++)
            Assert.Equal(Home[Joint] + (Math.Sign(behindRad) * ContactLeash.LengthRad), targets[(step * RobotModel.Dof) + Joint], 1e-9);
    }

    [Fact]
    public void Apply_BlockedJointThatIsToldToGoBack_GoesBack()
    {
        double[] targets = Rows(step => Home[Joint] - 0.2), before = [.. targets];

        ContactLeash.Apply(targets, Measured(Home[Joint]), Command(Home[Joint] + 0.1), null);

        Assert.Equal(before, targets);
    }

    [Fact]
    public void Apply_LagThatMotionExplains_ChangesNothing()
    {
        // 1.2 rad/s for some time, measured 0.15 s late.
        ActionChunk inPlay = new(Rows(step => Home[Joint] + (0.06 * (step + 1))), Now - TimeSpan.FromSeconds(0.5));
        double command = Home[Joint] + (1.2 * 0.5);
        double[] targets = Rows(step => command + (0.06 * (step + 1))), before = [.. targets];

        Assert.False(ContactLeash.Apply(targets, Measured(command - (1.2 * 0.15)), Command(command), inPlay));

        Assert.Equal(before, targets);
    }

    [Fact]
    public void Apply_OtherJoints_AreLeftAlone()
    {
        double[] targets = Rows(step => Home[Joint] + 1), before = [.. targets];

        ContactLeash.Apply(targets, Measured(Home[Joint]), Command(Home[Joint] + 0.3), null);

        for (int i = 0; i < targets.Length; i++)
            if (i % RobotModel.Dof != Joint)
                Assert.Equal(before[i], targets[i]);
    }

    private static double[] Rows(Func<int, double> joint) =>
        [.. Enumerable.Range(0, ActionChunk.Horizon).SelectMany(step => Home.Select((h, i) => i == Joint ? joint(step) : h))];

    private static double[] Command(double rad) => [.. Home.Select((h, i) => i == Joint ? rad : h)];

    private static RobotState Measured(double rad) =>
        new(0, Now, Command(rad), new double[RobotModel.Dof], new double[RobotModel.Dof], Home, GateMode.Running, Guid.Empty, 0);
}
