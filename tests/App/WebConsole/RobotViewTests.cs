using DexGrasp.App.WebConsole;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using Xunit;

namespace DexGrasp.Tests.App.WebConsole;

public sealed class RobotViewTests
{
    [Fact]
    public void Of_ReferenceRobot_PlacesTheFlangeWhereTheKinematicsDo()
    {
        RobotView view = RobotView.Of(Rm75.Model, Workcell.Reference, ["head"]);
        double[] joints = Rm75.Model.HomeRad.ToArray();
        var poses = new List<RigidTransform>();
        foreach (RobotView.Body body in view.Bodies)
        {
            RigidTransform rest = new(
                Rotation.FromWxyz(body.Turn[0], body.Turn[1], body.Turn[2], body.Turn[3]), new Vector3d(body.Position[0], body.Position[1], body.Position[2]));
            RigidTransform at = body.Parent < 0 ? rest : poses[body.Parent] * rest;
            if (body.Axis is { } axis)
                at *= new RigidTransform(Rotation.FromAxisAngle(new Vector3d(axis[0], axis[1], axis[2]), body.Ratio * joints[body.Source]), Vector3d.Zero);
            poses.Add(at);
        }

        int flange = view.Bodies.ToList().FindLastIndex(b => b.Source == RobotModel.ArmDof - 1);
        RigidTransform expected = new ArmKinematics(Rm75.Model).WorldFromFlange(joints);

        Assert.InRange((poses[flange].Translation - expected.Translation).Length, 0, 1e-9);
        Assert.InRange(poses[flange].Rotation.AngleTo(expected.Rotation), 0, 1e-6);
        Assert.Equal(19, view.Bodies.Count(b => b.Axis is not null));
        Assert.All(view.Bodies, b => Assert.True(b.Axis is null || b.Source >= 0));
        Assert.True(view.Bodies.Sum(b => b.Shapes.Count) > 30);
    }
}
