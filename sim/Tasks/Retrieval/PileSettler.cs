using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Robots;

namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>Lays the target on the floor of the box, drops the occluders on it one after the other and waits until all is at rest.</summary>
internal sealed class PileSettler : IDisposable
{
    private const double TimestepS = 0.005;
    private const int StepsPerRelease = 25, StepsPerCheck = 40, Checks = 20, CalmChecks = 2, BrakedChecks = 6, StepsPerBrake = 10;
    private const double Brake = 0.9, CalmMPerS = 0.01, CalmRadPerS = 0.15, DropGapM = 0.02, JitterM = 0.02;
    private const double LowestContactM = -0.003, HighestM = 0.165, MarginM = 0.01, FlatShare = 0.6, TargetLiftM = 0.025;
    private const double SpreadM = 0.035, AgainSpreadM = 0.015;
    private const int MostAgain = 8;
    private readonly ObjectSpec[] _items;
    private readonly Vector3d[] _half;
    private readonly MujocoModel _model;
    private readonly MujocoData _data;
    private readonly Vector3d _targetSpot;
    private EpisodeRandom _random;

    /// <summary>Makes the world; nothing is dropped yet.</summary>
    /// <param name="items">Target first.</param>
    /// <param name="placement">Where the target lies.</param>
    /// <param name="random">Decides turns and places.</param>
    public PileSettler(ObjectSpec[] items, TargetPlacement placement, EpisodeRandom random)
    {
        _items = items;
        _half = [.. items.Select(RetrievalItems.HalfM)];
        _random = random;
        _targetSpot = Spot(placement);
        RigidTransform[] start = [.. items.Select((_, i) => Parked(i))];
        start[0] = OnFloor(0);
        _model = MujocoModel.FromXml(RetrievalMjcf.WriteForSettling(items, start, TimestepS));
        _data = new MujocoData(_model);
    }

    /// <summary>Drops everything and judges the result.</summary>
    /// <param name="maxExposure">Of the target. Range: 0 to 1.</param>
    /// <param name="pile">What came of it; null when it is of no use.</param>
    /// <returns>What is wrong with it; <see cref="SettlingFault.None"/> when it can be used.</returns>
    public SettlingFault Settle(double maxExposure, out SettledPile? pile)
    {
        pile = null;
        for (int next = 1; next < _items.Length; next++)
            Drop(next, SpreadM, next);
        for (int again = 0; ; again++)
        {
            SettlingFault fault = Judge(maxExposure, out pile);
            if (fault != SettlingFault.Exposed || again >= MostAgain)
                return fault;
            Drop(FarthestFromTarget(), AgainSpreadM, _items.Length - 1);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _data.Dispose();
        _model.Dispose();
    }

    // Most piles leave the target in view: what hides least of it is dropped once more, right on it.
    private int FarthestFromTarget()
    {
        int farthest = 1;
        double most = -1;
        Vector3d target = Pose(0).Translation;
        for (int i = 1; i < _items.Length; i++)
        {
            Vector3d away = Pose(i).Translation - target;
            double distance = Math.Sqrt((away.X * away.X) + (away.Y * away.Y));
            if (distance > most)
                (farthest, most) = (i, distance);
        }

        return farthest;
    }

    private void Drop(int item, double spread, int last)
    {
        Place(item, AboveThePile(item, spread));
        for (int i = last + 1; i < _items.Length; i++)
            Place(i, Parked(i));
        _data.Step(StepsPerRelease);
    }

    private SettlingFault Judge(double maxExposure, out SettledPile? pile)
    {
        pile = null;
        if (!ComesToRest())
            return SettlingFault.Restless;
        _data.Kinematics();
        if (Overlaps())
            return SettlingFault.Penetration;
        var poses = new RigidTransform[_items.Length];
        for (int i = 0; i < poses.Length; i++)
        {
            poses[i] = Pose(i);
            if (!RetrievalBox.Contains(poses[i].Translation, MarginM) || poses[i].Translation.Z - RetrievalBox.FloorZ + Rise(i, poses[i].Rotation) > HighestM)
                return SettlingFault.OutOfBox;
        }

        if (poses[0].Translation.Z - RetrievalBox.FloorZ > Rise(0, poses[0].Rotation) + TargetLiftM)
            return SettlingFault.TargetOffFloor;
        double exposure = new Exposure().Read(_data, _model.Id(MujocoObject.Geom, $"{RobotNames.ObjectPrefix}0_part_0"), poses[0], _half[0]);
        if (exposure >= maxExposure)
            return SettlingFault.Exposed;
        pile = new SettledPile(_items, poses, exposure);
        return SettlingFault.None;
    }

    // First the pile is braked, so that nothing rolls on for long; what then moves on its own is not at rest.
    private bool ComesToRest()
    {
        int calm = 0;
        for (int check = 0; check < Checks && calm < CalmChecks; check++)
        {
            for (int step = 0; step < StepsPerCheck; step += StepsPerBrake)
            {
                _data.Step(StepsPerBrake);
                if (check < BrakedChecks)
                    foreach (ref double v in _data.Qvel)
                        v *= Brake;
            }

            calm = check >= BrakedChecks && IsCalm() ? calm + 1 : 0;
        }

        return calm >= CalmChecks && _data.Warnings == 0;
    }

    private bool IsCalm()
    {
        for (int i = 0; i < _items.Length; i++)
        {
            ReadOnlySpan<double> v = _data.Qvel.Slice(6 * i, 6);
            if (new Vector3d(v[0], v[1], v[2]).Length > CalmMPerS || new Vector3d(v[3], v[4], v[5]).Length > CalmRadPerS)
                return false;
        }

        return true;
    }

    private bool Overlaps()
    {
        for (int i = 0; i < _data.ContactCount; i++)
            if (_data.Contact(i).DistanceM < LowestContactM)
                return true;
        return false;
    }

    private Vector3d Spot(TargetPlacement placement)
    {
        double x = _random.Between(-JitterM, JitterM), y = _random.Between(-JitterM, JitterM);
        int quadrant = _random.Next(4);
        return placement == TargetPlacement.Centre ? RetrievalBox.Centre + new Vector3d(x, y, 0)
            : RetrievalBox.Centre + new Vector3d(x + ((quadrant & 1) == 0 ? -RetrievalBox.HalfX / 2 : RetrievalBox.HalfX / 2), y + ((quadrant & 2) == 0 ? -RetrievalBox.HalfY / 2 : RetrievalBox.HalfY / 2), 0);
    }

    private RigidTransform OnFloor(int item)
    {
        Rotation rotation = Flat(item);
        return new RigidTransform(rotation, _targetSpot + new Vector3d(0, 0, Rise(item, rotation) + 0.001));
    }

    private RigidTransform AboveThePile(int item, double spread)
    {
        double top = RetrievalBox.FloorZ;
        for (int i = 0; i < _items.Length; i++)
        {
            RigidTransform pose = Pose(i);
            if (i != item && RetrievalBox.Contains(pose.Translation))
                top = Math.Max(top, pose.Translation.Z + Rise(i, pose.Rotation));
        }

        Rotation rotation = _random.NextDouble() < FlatShare ? Flat(item) : Any();
        double x = _targetSpot.X + (spread * _random.NextGaussian()), y = _targetSpot.Y + (spread * _random.NextGaussian());
        const double margin = 0.05;
        return new RigidTransform(rotation, new Vector3d(
            Math.Clamp(x, RetrievalBox.Centre.X - RetrievalBox.HalfX + margin, RetrievalBox.Centre.X + RetrievalBox.HalfX - margin),
            Math.Clamp(y, RetrievalBox.Centre.Y - RetrievalBox.HalfY + margin, RetrievalBox.Centre.Y + RetrievalBox.HalfY - margin),
            top + DropGapM + Rise(item, rotation)));
    }

    // Far off and high enough to fall freely until it is put back.
    private static RigidTransform Parked(int item) => RigidTransform.FromTranslation(10 + item, 0, 2);

    private Rotation Flat(int item)
    {
        Vector3d h = _half[item];
        var turn = Rotation.FromAxisAngle(new Vector3d(0, 0, 1), _random.Between(0, 2 * Math.PI));
        return h.Z <= h.X && h.Z <= h.Y ? turn
            : h.Y <= h.X ? turn * Rotation.FromAxisAngle(new Vector3d(1, 0, 0), Math.PI / 2)
            : turn * Rotation.FromAxisAngle(new Vector3d(0, 1, 0), Math.PI / 2);
    }

    // Shoemake 1992 needs three numbers; four normal ones, normalised, do as well.
    private Rotation Any() => Rotation.FromWxyz(_random.NextGaussian(), _random.NextGaussian(), _random.NextGaussian(), _random.NextGaussian());

    private double Rise(int item, Rotation rotation) => _items[item].Parts[0].HalfExtentAlong(rotation.Inverse() * new Vector3d(0, 0, 1));

    private RigidTransform Pose(int item)
    {
        ReadOnlySpan<double> q = _data.Qpos.Slice(7 * item, 7);
        return new RigidTransform(Rotation.FromWxyz(q[3], q[4], q[5], q[6]), new Vector3d(q[0], q[1], q[2]));
    }

    private void Place(int item, RigidTransform pose)
    {
        Span<double> q = _data.Qpos.Slice(7 * item, 7);
        (q[0], q[1], q[2]) = (pose.Translation.X, pose.Translation.Y, pose.Translation.Z);
        (q[3], q[4], q[5], q[6]) = pose.Rotation.ToWxyz();
        _data.Qvel.Slice(6 * item, 6).Clear();
    }
}
