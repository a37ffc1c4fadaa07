using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Scenes;

/// <summary>
/// Makes scenes by dropping objects into the area and letting them come to rest, so that they lean on and lie on each
/// other as physics has it. The same scene, object set and seed give the same bits, from the cache or not.
/// </summary>
/// <remarks>Thread-safe: every call has its own state; the cache is shared through whole files.</remarks>
public sealed class SceneFactory
{
    private const double LinearLimitMPerS = 0.01;
    private const double AngularLimitRadPerS = 0.2;
    private const int StepsPerCheck = 50;
    private const int ChecksPerRound = 30;
    private const int CalmChecks = 2;
    private const int Rounds = 6;
    private const int Attempts = 4;
    private readonly SceneCache _cache;
    private readonly RobotModel _robot;
    private readonly Workcell _cell;

    /// <summary>Makes a factory.</summary>
    /// <param name="cacheFolder">Where settled scenes are kept; null: <see cref="SceneCache.DefaultFolder"/>; empty: nowhere.</param>
    /// <param name="robot">Default: <see cref="Rm75.Model"/>.</param>
    /// <param name="cell">Default: <see cref="Workcell.Reference"/>.</param>
    public SceneFactory(string? cacheFolder = null, RobotModel? robot = null, Workcell? cell = null)
    {
        _cache = new SceneCache(cacheFolder ?? SceneCache.DefaultFolder);
        _robot = robot ?? Rm75.Model;
        _cell = cell ?? Workcell.Reference;
    }

    /// <summary>Makes a scene, or takes it from the cache.</summary>
    /// <param name="scene">Look and fullness; the look does not change where objects come to rest.</param>
    /// <param name="objects">What to pick from; an object comes twice only when the set is smaller than the scene.</param>
    /// <param name="seed">Chooses number, objects and places.</param>
    /// <exception cref="ArgumentException">The set is empty.</exception>
    /// <exception cref="SceneException">The objects do not come to rest inside the area; the message says what to change.</exception>
    public SettledScene Make(SceneSpec scene, IReadOnlyList<ObjectSpec> objects, int seed)
    {
        if (objects.Count == 0)
            throw new ArgumentException("The object set is empty; a scene needs at least one object.", nameof(objects));
        if (scene.Furniture == WorkcellFurniture.Board)
            return BoardLayout.Make(scene, objects, seed);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            // A prime far from the seeds that people use keeps second attempts of one seed away from first ones of another.
            var random = new Random(unchecked(seed + (attempt * 1_000_003)));
            var layout = new SceneLayout(_cell, random);
            int targets = random.Next(scene.MinObjects, scene.MaxObjects + 1);
            List<PlacedObject> start = layout.Place(layout.Pick(objects, targets + scene.Distractors));
            SceneModel description = SceneMjcf.WriteForDropping(_robot, _cell, start);
            string key = SceneCache.Key(description.Mjcf, seed, attempt);
            if (!_cache.TryRead(key, start.Count, out RigidTransform[] poses))
            {
                if (!TrySettle(description, start, layout, out poses))
                    continue;
                _cache.Write(key, poses);
            }

            return new SettledScene(scene, seed, [.. start.Select((o, i) => o with { WorldFromObject = poses[i] })], targets);
        }

        throw new SceneException($"Seed {seed}: {scene.MinObjects}-{scene.MaxObjects} objects and {scene.Distractors} distractors did not come to rest inside "
            + $"the {_cell.AreaSizeX} x {_cell.AreaSizeY} m area in {Attempts} attempts. Ask for fewer or smaller objects.");
    }

    private static bool TrySettle(SceneModel description, List<PlacedObject> start, SceneLayout layout, out RigidTransform[] poses)
    {
        using MujocoModel model = MujocoModel.FromXml(description.Mjcf, description.Assets);
        using var data = new MujocoData(model);
        poses = new RigidTransform[start.Count];
        for (int round = 0; round < Rounds; round++)
        {
            bool calm = RunUntilCalm(data, start.Count);
            if (data.Warnings > 0)
                return false;
            bool complete = true;
            for (int i = 0; i < start.Count; i++)
            {
                poses[i] = Pose(data, i);
                complete &= layout.IsInside(poses[i].Translation);
            }

            if (complete && calm)
                return true;
            DropAgain(data, start, poses, layout);
        }

        return false;
    }

    private static bool RunUntilCalm(MujocoData data, int count)
    {
        int calm = 0;
        for (int check = 0; check < ChecksPerRound && calm < CalmChecks; check++)
        {
            data.Step(StepsPerCheck);
            calm = IsCalm(data.Qvel, count) ? calm + 1 : 0;
        }

        return calm >= CalmChecks;
    }

    private static bool IsCalm(ReadOnlySpan<double> qvel, int count)
    {
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<double> v = qvel.Slice(6 * i, 6);
            if (new Vector3d(v[0], v[1], v[2]).Length > LinearLimitMPerS || new Vector3d(v[3], v[4], v[5]).Length > AngularLimitRadPerS)
                return false;
        }

        return true;
    }

    // What rolled or fell out of the area is dropped once more, on top of what lies there.
    private static void DropAgain(MujocoData data, List<PlacedObject> start, RigidTransform[] poses, SceneLayout layout)
    {
        var others = new List<PlacedObject>(start.Count);
        for (int i = 0; i < start.Count; i++)
            if (layout.IsInside(poses[i].Translation))
                others.Add(start[i] with { WorldFromObject = poses[i] });
        for (int i = 0; i < start.Count; i++)
        {
            if (layout.IsInside(poses[i].Translation))
                continue;
            PlacedObject again = layout.PlaceOne(start[i].Spec, others, 30);
            others.Add(again);
            Span<double> q = data.Qpos.Slice(7 * i, 7);
            Vector3d position = again.WorldFromObject.Translation;
            (q[0], q[1], q[2]) = (position.X, position.Y, position.Z);
            (q[3], q[4], q[5], q[6]) = again.WorldFromObject.Rotation.ToWxyz();
            data.Qvel.Slice(6 * i, 6).Clear();
        }
    }

    private static RigidTransform Pose(MujocoData data, int index)
    {
        ReadOnlySpan<double> q = data.Qpos.Slice(7 * index, 7);
        return new RigidTransform(Rotation.FromWxyz(q[3], q[4], q[5], q[6]), new Vector3d(q[0], q[1], q[2]));
    }
}
