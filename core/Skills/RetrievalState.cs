using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Core.Skills;

/// <summary>
/// What a policy of retrieval is told (<see cref="RetrievalObservation"/>): in training the simulator's truth, on a robot what joints and
/// pictures tell (<see cref="RetrievalStudent"/>). World frame. One thread at a time; reused from step to step.
/// </summary>
/// <param name="actionSize">Numbers of an action.</param>
public sealed class RetrievalState(int actionSize)
{
    /// <summary>Occluders that are told of.</summary>
    public const int MostOccluders = 6;

    private readonly Vector3d[] _places = new Vector3d[MostOccluders], _halves = new Vector3d[MostOccluders];

    /// <summary>Gets the measured joint positions. Shape: [13]. Unit: rad. Order: <see cref="RobotModel.JointNames"/>.</summary>
    public double[] JointsRad { get; } = new double[RobotModel.Dof];

    /// <summary>Gets the joint velocities. Shape: [13]. Unit: rad/s.</summary>
    public double[] VelocitiesRadPerS { get; } = new double[RobotModel.Dof];

    /// <summary>Gets the servos' targets. Shape: [13]. Unit: rad.</summary>
    public double[] TargetsRad { get; } = new double[RobotModel.Dof];

    /// <summary>Gets the ends of thumb, index, middle, ring and little finger. Shape: [5]. Unit: m.</summary>
    public Vector3d[] Fingertips { get; } = new Vector3d[HandKinematics.Tips];

    /// <summary>Gets the last action. Range: -1 to 1.</summary>
    public float[] Action { get; } = new float[actionSize];

    /// <summary>Gets or sets the pose of the grasp centre.</summary>
    public RigidTransform WorldFromTool { get; set; }

    /// <summary>Gets or sets how far the wanted grasp centre is ahead of the measured one. Unit: m.</summary>
    public Vector3d Lead { get; set; }

    /// <summary>Gets or sets the target's pose; its turn is the world's where nobody knows it.</summary>
    public RigidTransform WorldFromTarget { get; set; }

    /// <summary>Gets or sets half the target's extents along its own axes. Unit: m.</summary>
    public Vector3d HalfM { get; set; }

    /// <summary>Gets or sets the exposure as last read. Range: 0 to 1.</summary>
    public double Exposure { get; set; }

    /// <summary>Gets or sets how high what lies over the target reaches above it. Unit: m. Range: 0 and more.</summary>
    public double CoverM { get; set; }

    /// <summary>Gets or sets the share of the steps gone. Range: 0 to 1.</summary>
    public double Gone { get; set; }

    /// <summary>Gets or sets the share of the way to the next reading. Range: 0 to 1.</summary>
    public double SinceReading { get; set; }

    /// <summary>Gets how many occluders are told of. Range: 0 to <see cref="MostOccluders"/>.</summary>
    public int Occluders { get; private set; }

    /// <summary>Returns where an occluder is and half its extents along the world's axes, the nearest to the target first. Unit: m.</summary>
    /// <param name="index">Range: 0 to Occluders - 1.</param>
    public (Vector3d Place, Vector3d HalfM) Occluder(int index) => (_places[index], _halves[index]);

    /// <summary>Forgets all occluders.</summary>
    public void ClearOccluders() => Occluders = 0;

    /// <summary>Takes an occluder, if it is among the nearest to the target; set the target's pose before.</summary>
    /// <param name="place">Its middle. Unit: m.</param>
    /// <param name="halfM">Half its extents along the world's axes. Unit: m.</param>
    public void AddOccluder(Vector3d place, Vector3d halfM)
    {
        double distance = (place - WorldFromTarget.Translation).Length;
        int at = Occluders;
        while (at > 0 && (_places[at - 1] - WorldFromTarget.Translation).Length > distance)
            at--;
        if (at == MostOccluders)
            return;
        Occluders = Math.Min(MostOccluders, Occluders + 1);
        for (int i = Occluders - 1; i > at; i--)
            (_places[i], _halves[i]) = (_places[i - 1], _halves[i - 1]);
        (_places[at], _halves[at]) = (place, halfM);
    }
}
