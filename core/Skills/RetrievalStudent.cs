using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Core.Skills;

/// <summary>
/// What the student of retrieval sees (Retrieval Dexterity, arXiv 2502.18423): joints, what pictures have shown (<see cref="RetrievalSight"/>)
/// and a short history; nothing that a robot does not have. In this order: joint positions (13, rad), their changes (13, 4 rad/s), targets
/// less positions (13, 0.2 rad); fingertips from the target (5 x 3); tool from the box's middle (3), its yaw's cosine and sine (2), wanted
/// less measured tool (3); target from the tool (3), its half extents (3); exposure as known, as last seen and at the last reading,
/// pictures since the target was seen (4); shares of the steps gone and of the way to the next reading (2); last action (10); 16, 12, 8 and
/// 4 steps ago tool from the box's middle (3), target from there (2) and exposure (1); around the target's place heights (12 x 12 squares
/// of 2 cm), shares that show the target (8 x 8) and pictures since they were seen (6 x 6). Lengths in decimetres, axes of the world.
/// </summary>
/// <remarks>One thread at a time. Allocates nothing after the constructor.</remarks>
public sealed class RetrievalStudent
{
    /// <summary>Name of the task that the policy was learned in.</summary>
    public const string Task = "retrieval-student";

    /// <summary>Numbers of an observation.</summary>
    public const int Size = (3 * RobotModel.Dof) + 15 + 8 + 6 + 4 + 2 + RetrievalControl.ActionSize + (Looks * MomentSize)
        + (HeightSide * HeightSide) + (ShareSide * ShareSide) + (AgeSide * AgeSide);

    /// <summary>Steps after which an episode of training ends.</summary>
    public const int MaxSteps = 200;

    /// <summary>Steps from reading to reading of the exposure.</summary>
    public const int ReadingEverySteps = 10;

    private const int HeightSide = 12, ShareSide = 8, AgeSide = 6, Square = 2, Looks = 4, StepsPerLook = 4, MomentSize = 6;
    private const double PerDecimetre = 10, PerChange = 4, PerLead = 5, MostChange = 5;
    private readonly ArmKinematics _kinematics = new(Rm75.Model);
    private readonly double[] _joints = new double[RobotModel.Dof], _before = new double[RobotModel.Dof], _targets = new double[RobotModel.Dof];
    private readonly Vector3d[] _tips = new Vector3d[HandKinematics.Tips];
    private readonly float[] _action = new float[RetrievalControl.ActionSize], _past = new float[((Looks * StepsPerLook) + 1) * MomentSize];
    private RigidTransform _worldFromTool;
    private Vector3d _lead;
    private double _reading;

    /// <summary>Gets what pictures have shown; give it every new one.</summary>
    public RetrievalSight Sight { get; } = new();

    /// <summary>Gets the steps so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Begins an episode.</summary>
    /// <param name="target">What is known of the target.</param>
    public void Begin(RetrievalTarget target)
    {
        Sight.Begin(target);
        Array.Clear(_action);
        (Steps, _reading) = (-1, 0);
    }

    /// <summary>Takes what the joints tell, once at the start and once after each step, after the picture if there is one.</summary>
    /// <param name="jointsRad">Measured. Shape: [13]. Unit: rad.</param>
    /// <param name="targetsRad">Of the servos. Shape: [13]. Unit: rad.</param>
    /// <param name="wanted">Wanted grasp centre. World frame. Unit: m.</param>
    public void Sense(ReadOnlySpan<double> jointsRad, ReadOnlySpan<double> targetsRad, Vector3d wanted)
    {
        bool first = ++Steps == 0;
        (first ? jointsRad : _joints).CopyTo(_before);
        jointsRad.CopyTo(_joints);
        targetsRad.CopyTo(_targets);
        RigidTransform flange = _kinematics.WorldFromFlange(jointsRad);
        _worldFromTool = flange * Rm75.Model.FlangeFromTool;
        _lead = wanted - _worldFromTool.Translation;
        HandKinematics.WriteEnds(flange, jointsRad[RobotModel.ArmDof..], _tips);
        if (Steps % ReadingEverySteps == 0)
            _reading = Sight.Exposure;
        int moments = _past.Length / MomentSize;
        for (int k = first ? 0 : moments - 1; k < moments; k++)
            Remember();
    }

    /// <summary>Takes the action that was decided on.</summary>
    /// <param name="action">Shape: [10].</param>
    public void Acted(ReadOnlySpan<float> action) => action.CopyTo(_action);

    /// <summary>Writes what is seen.</summary>
    /// <param name="observation">Shape: [Size].</param>
    public void Write(Span<float> observation)
    {
        var to = new Writer(observation);
        Vector3d target = Sight.Place, tool = _worldFromTool.Translation, closing = _worldFromTool.Rotation * new Vector3d(1, 0, 0);
        foreach (double q in _joints)
            to.Add(q);
        for (int i = 0; i < _joints.Length; i++)
            to.Add(Math.Clamp(PerChange * (_joints[i] - _before[i]), -MostChange, MostChange));
        for (int i = 0; i < _joints.Length; i++)
            to.Add(PerLead * (_targets[i] - _joints[i]));
        foreach (Vector3d tip in _tips)
            to.Add((tip - target) * PerDecimetre);
        to.Add((tool - ClutterBox.Centre) * PerDecimetre);
        to.Add(closing.X);
        to.Add(closing.Y);
        to.Add(_lead * PerDecimetre);
        to.Add((target - tool) * PerDecimetre);
        to.Add(Sight.Target.HalfM * PerDecimetre);
        to.Add(Sight.Exposure);
        to.Add(Sight.Visible);
        to.Add(_reading);
        to.Add((double)Sight.Age / RetrievalSight.MostAge);
        to.Add((double)Steps / MaxSteps);
        to.Add((double)(Steps % ReadingEverySteps) / ReadingEverySteps);
        foreach (float a in _action)
            to.Add(a);
        for (int look = 0; look < Looks; look++)
            for (int i = 0; i < MomentSize; i++)
                to.Add(_past[(look * StepsPerLook * MomentSize) + i]);
        AddMaps(target, ref to);
    }

    private void AddMaps(Vector3d target, ref Writer to)
    {
        (int x, int y) = RetrievalSight.Border(target);
        for (int i = 0; i < HeightSide * HeightSide; i++)
            to.Add(Sight.HeightM(At(x, i / HeightSide, HeightSide), At(y, i % HeightSide, HeightSide), Square) * PerDecimetre);
        for (int i = 0; i < ShareSide * ShareSide; i++)
            to.Add(Sight.TargetShare(At(x, i / ShareSide, ShareSide), At(y, i % ShareSide, ShareSide), Square));
        for (int i = 0; i < AgeSide * AgeSide; i++)
            to.Add((double)Sight.AgeOf(At(x, i / AgeSide, AgeSide), At(y, i % AgeSide, AgeSide), Square) / RetrievalSight.MostAge);
    }

    private static int At(int middle, int index, int side) => middle + (Square * (index - (side / 2)));

    // Oldest first.
    private void Remember()
    {
        _past.AsSpan(MomentSize).CopyTo(_past);
        var to = new Writer(_past.AsSpan(_past.Length - MomentSize));
        to.Add((_worldFromTool.Translation - ClutterBox.Centre) * PerDecimetre);
        to.Add((Sight.Place.X - ClutterBox.Centre.X) * PerDecimetre);
        to.Add((Sight.Place.Y - ClutterBox.Centre.Y) * PerDecimetre);
        to.Add(Sight.Exposure);
    }

    private ref struct Writer(Span<float> numbers)
    {
        private readonly Span<float> _numbers = numbers;
        private int _next;

        public void Add(double value) => _numbers[_next++] = (float)value;

        public void Add(Vector3d v)
        {
            Add(v.X);
            Add(v.Y);
            Add(v.Z);
        }
    }
}
