using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;
using DexGrasp.Sim.Tasks;
using Xunit;

namespace DexGrasp.Tests.Sim.Tasks;

public sealed class GraspTaskTests
{
    private static readonly SceneFactory Scenes = new("");
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    [Fact]
    public void Create_TheSameSeed_AsksForTheSame()
    {
        using GraspTask first = GraspTask.Create(Scenes, new GraspTaskOptions(ObjectCatalog.Training), GraspTask.FirstTuningSeed);
        using GraspTask second = GraspTask.Create(Scenes, new GraspTaskOptions(ObjectCatalog.Training), GraspTask.FirstTuningSeed);
        Assert.Equal((first.Instruction, first.Judge.Target), (second.Instruction, second.Judge.Target));
        Assert.InRange(first.VisibleShare, 0.3, 1);
    }

    [Fact]
    public void Describe_TwoOfAKind_TellsThemApartByPlace()
    {
        using SimulatedWorld world = World(("red cube", new(0.25, 0.12, 0.025)), ("red cube", new(0.25, -0.12, 0.025)), ("lemon", new(0.4, 0, 0.03)));
        string first = TargetWords.Describe(world, 0, new Random(1))!, second = TargetWords.Describe(world, 1, new Random(1))!;
        Assert.NotEqual(first, second);
        Assert.Contains(first.Split(' ')[0], new[] { "leftmost", "nearest", "farthest" });
        Assert.Contains("cube", first);
        Assert.Null(TargetWords.Describe(World(("red cube", new(0.25, 0.02, 0.025)), ("red cube", new(0.25, 0.07, 0.025)), ("red cube", new(0.25, -0.03, 0.025))), 0, new Random(1)));
    }

    [Fact]
    public void Share_ObjectBehindABox_IsSeenLess()
    {
        using SimulatedWorld alone = World(("lemon", new(0.35, -0.05, 0.03)));
        Vector3d eye = alone.Workcell.Camera("head").MountFromCamera.Translation, sight = new Vector3d(0.35, -0.05, 0.03) - eye;
        using SimulatedWorld hidden = World(("lemon", new(0.35, -0.05, 0.03)), ("cereal box", eye + (sight * 0.88)));
        Assert.True(Visibility.Share(alone, 0) > 0.95);
        Assert.True(Visibility.Share(hidden, 0) < 0.5, $"{Visibility.Share(hidden, 0)}");
    }

    [Fact]
    public void Update_LiftedForASecond_IsSuccessAndNotBefore()
    {
        using SimulatedWorld world = World(("red cube", new(0.3, 0, 0.025)));
        var judge = new EpisodeJudge(world, 0, EpisodeGoal.Grasp);
        for (int i = 0; i < 95; i++)
            Assert.Equal(EpisodeOutcome.Running, At(world, judge, 0.14));
        At(world, judge, 0.05);
        for (int i = 0; i < 95; i++)
            Assert.Equal(EpisodeOutcome.Running, At(world, judge, 0.14));
        for (int i = 0; i < 10; i++)
            At(world, judge, 0.14);
        Assert.Equal(EpisodeOutcome.Success, judge.Outcome);
    }

    [Fact]
    public void Finish_EachWayToFail_IsNamed()
    {
        using SimulatedWorld world = World(("red cube", new(0.3, 0, 0.025)));
        Assert.Equal(EpisodeOutcome.NeverLifted, new EpisodeJudge(world, 0, EpisodeGoal.Grasp).Finish());
        var dropped = new EpisodeJudge(world, 0, EpisodeGoal.Grasp);
        At(world, dropped, 0.15);
        At(world, dropped, 0.03);
        Assert.Equal(EpisodeOutcome.Dropped, dropped.Finish());
        var place = new EpisodeJudge(world, 0, EpisodeGoal.Place);
        At(world, place, 0.15);
        At(world, place, 0.03);
        Assert.Equal(EpisodeOutcome.MissedTray, place.Finish());
        var off = new EpisodeJudge(world, 0, EpisodeGoal.Grasp);
        world.PlaceObject(0, RigidTransform.FromTranslation(0.3, 0, -0.3));
        Assert.Equal(EpisodeOutcome.OffTable, off.Update());
        var tray = new EpisodeJudge(world, 0, EpisodeGoal.Place);
        Vector3d centre = world.Workcell.TrayCenter;
        world.PlaceObject(0, RigidTransform.FromTranslation(centre.X, centre.Y, 0.025));
        Assert.Equal(EpisodeOutcome.Success, tray.Update());
    }

    private static EpisodeOutcome At(SimulatedWorld world, EpisodeJudge judge, double height)
    {
        world.Advance(Tick);
        world.PlaceObject(0, RigidTransform.FromTranslation(0.3, 0, height));
        return judge.Update();
    }

    private static SimulatedWorld World(params (string Name, Vector3d At)[] objects) => new(
        [.. objects.Select(o => new PlacedObject(ObjectCatalog.Training.Single(s => s.Name == o.Name), new RigidTransform(Rotation.Identity, o.At)))]);
}
