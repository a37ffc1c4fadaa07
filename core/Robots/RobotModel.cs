using DexGrasp.Core.Geometry;

namespace DexGrasp.Core.Robots;

/// <summary>
/// One arm with one hand: joint names, limits and mounting. Every joint array in DexGrasp has this order:
/// arm 1-7, then thumb rotation, thumb bend, index, middle, ring, little.
/// </summary>
public sealed class RobotModel
{
    /// <summary>Actuated joints of arm and hand together.</summary>
    public const int Dof = ArmDof + HandDof;

    /// <summary>Actuated joints of the arm.</summary>
    public const int ArmDof = 7;

    /// <summary>Actuated joints of the hand.</summary>
    public const int HandDof = 6;

    private readonly JointLimit[] _limits;

    /// <summary>Makes a model.</summary>
    /// <param name="name">Robot name as it stands in topics: letters, digits and '-'.</param>
    /// <param name="jointNames">Shape: [Dof]. Order: arm, then hand.</param>
    /// <param name="limits">Shape: [Dof]. Same order.</param>
    /// <param name="worldFromBase">Mounting of the arm; world z is up and z = 0 is the table top.</param>
    /// <param name="flangeFromTool">Grasp centre between thumb and fingers, z along the open fingers, x from palm to fingertips' closing side.</param>
    /// <param name="homeRad">Rest pose outside the head camera's view of the table. Shape: [Dof]. Unit: rad.</param>
    /// <exception cref="ArgumentException">A shape is wrong, or a limit is empty or not finite.</exception>
    public RobotModel(
        string name,
        IReadOnlyList<string> jointNames,
        IReadOnlyList<JointLimit> limits,
        RigidTransform worldFromBase,
        RigidTransform flangeFromTool,
        IReadOnlyList<double> homeRad)
    {
        if (jointNames.Count != Dof || limits.Count != Dof || homeRad.Count != Dof)
            throw new ArgumentException($"Robot '{name}': {jointNames.Count} joint names, {limits.Count} limits and {homeRad.Count} home positions given; {Dof} of each are needed.");
        for (int i = 0; i < Dof; i++)
            if (!(limits[i].LowerRad < limits[i].UpperRad) || !double.IsFinite(limits[i].UpperRad - limits[i].LowerRad))
                throw new ArgumentException($"Robot '{name}', joint {jointNames[i]}: range [{limits[i].LowerRad}, {limits[i].UpperRad}] rad is empty or not finite.");

        Name = name;
        JointNames = [.. jointNames];
        _limits = [.. limits];
        WorldFromBase = worldFromBase;
        FlangeFromTool = flangeFromTool;
        HomeRad = homeRad.ToArray();
    }

    /// <summary>Gets how late a healthy servo may follow its commands: 150 ms.</summary>
    public static TimeSpan ServoLag { get; } = TimeSpan.FromMilliseconds(150);

    /// <summary>Gets the robot's name as it stands in topics.</summary>
    public string Name { get; }

    /// <summary>Gets the joint names. Shape: [Dof]. Order: arm 1-7, thumb rotation, thumb bend, index, middle, ring, little.</summary>
    public IReadOnlyList<string> JointNames { get; }

    /// <summary>Gets the joint limits. Shape: [Dof]. Order: <see cref="JointNames"/>.</summary>
    public ReadOnlySpan<JointLimit> Limits => _limits;

    /// <summary>Gets where the arm stands. The world's z is up; z = 0 is the table top.</summary>
    public RigidTransform WorldFromBase { get; }

    /// <summary>Gets the grasp centre in the flange frame (frame 7 of the arm).</summary>
    public RigidTransform FlangeFromTool { get; }

    /// <summary>Gets the rest pose, clear of the table and of the head camera's view. Shape: [Dof]. Unit: rad.</summary>
    public ReadOnlyMemory<double> HomeRad { get; }

    /// <summary>Returns the same robot with another rest pose: for work cells in which the usual one is in the way.</summary>
    /// <param name="homeRad">Shape: [Dof]. Unit: rad.</param>
    /// <exception cref="ArgumentException">A wrong length.</exception>
    public RobotModel WithHome(IReadOnlyList<double> homeRad) => new(Name, JointNames, _limits, WorldFromBase, FlangeFromTool, homeRad);
}
