using DexGrasp.Core.Robots;
using DexGrasp.Sim.Robots;

namespace DexGrasp.App.WebConsole;

/// <summary>
/// What a browser has to know once to draw and label a robot: joints with limits, cameras, and the bodies with their shapes. The shapes
/// come from the simulator's model, so that drawing, simulation and kinematics cannot disagree.
/// </summary>
/// <param name="Name">Robot name.</param>
/// <param name="Cameras">Names, in the order of the camera numbers in pictures.</param>
/// <param name="Joints">In RobotModel order.</param>
/// <param name="Bodies">A parent stands before its children.</param>
internal sealed record RobotView(string Name, IReadOnlyList<string> Cameras, IReadOnlyList<RobotView.Joint> Joints, IReadOnlyList<RobotView.Body> Bodies)
{
    /// <summary>Describes a robot in its cell.</summary>
    /// <param name="robot">The robot.</param>
    /// <param name="cell">What stands around it.</param>
    /// <param name="cameras">Cameras that are shown.</param>
    public static RobotView Of(RobotModel robot, Workcell cell, IReadOnlyList<string> cameras)
    {
        var joints = new Joint[RobotModel.Dof];
        for (int i = 0; i < joints.Length; i++)
            joints[i] = new Joint(robot.JointNames[i], robot.Limits[i].LowerRad, robot.Limits[i].UpperRad, robot.Limits[i].MaxEffortNm);
        return new RobotView(robot.Name, cameras, joints, new RobotShapes(RobotMjcf.Build(robot, cell), robot).Read());
    }

    /// <summary>One actuated joint.</summary>
    /// <param name="Name">Joint name.</param>
    /// <param name="Lower">Unit: rad.</param>
    /// <param name="Upper">Unit: rad.</param>
    /// <param name="Effort">Largest effort. Unit: N m.</param>
    internal sealed record Joint(string Name, double Lower, double Upper, double Effort);

    /// <summary>A rigid part.</summary>
    /// <param name="Parent">Index of the part it hangs on; -1 for the world.</param>
    /// <param name="Position">In the parent's frame. Unit: m.</param>
    /// <param name="Turn">Quaternion w, x, y, z in the parent's frame, before the joint turns it.</param>
    /// <param name="Axis">Axis of its joint in its own frame; null when it has none.</param>
    /// <param name="Source">Index of the actuated joint that turns it; -1 when none does.</param>
    /// <param name="Ratio">Its angle divided by that joint's.</param>
    /// <param name="Shapes">What is drawn.</param>
    internal sealed record Body(int Parent, double[] Position, double[] Turn, double[]? Axis, int Source, double Ratio, IReadOnlyList<Shape> Shapes);

    /// <summary>A simple shape in its part's frame.</summary>
    /// <param name="Kind">"capsule", "cylinder" or "box".</param>
    /// <param name="From">One end of the axis; a box's centre. Unit: m.</param>
    /// <param name="To">The other end; a box's half sizes. Unit: m.</param>
    /// <param name="Radius">0 for a box. Unit: m.</param>
    /// <param name="Colour">Red, green, blue. Range: 0 to 1.</param>
    internal sealed record Shape(string Kind, double[] From, double[] To, double Radius, double[] Colour);
}
