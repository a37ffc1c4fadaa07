using DexGrasp.Sim.Demonstrations;
using DexGrasp.Sim.Devices;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.Sim.Demonstrations;

public sealed class DemonstrationSceneTests
{
    [Fact]
    public void Draw_ManyLooks_AreInRangeAndNoneIsOfTheEvaluation()
    {
        var random = new Random(5);
        SceneSpec[] looks = [.. Enumerable.Range(0, 200).Select(_ => SceneRandomizer.Draw(random, 4))];
        foreach (SceneSpec look in looks)
        {
            Assert.InRange(look.Lights.Count, 1, 4);
            Assert.InRange(look.Ambient + look.Lights.Sum(l => l.Strength), 0.4, 1.4);
            Assert.All(look.CalibrationErrors, e => Assert.True(e.PositionM.Length <= SceneRandomizer.MostErrorM && e.RotationRad.Length <= SceneRandomizer.MostErrorRad));
            Assert.DoesNotContain(SceneCatalog.All, s => s.Table.Pattern == look.Table.Pattern && s.Table.Colours.SequenceEqual(look.Table.Colours));
        }

        TablePattern[] heldOut = [TablePattern.Hexagons, TablePattern.Camouflage, TablePattern.Herringbone, TablePattern.Newsprint];
        Assert.Equal(Enum.GetValues<TablePattern>().Except(heldOut).Order(), looks.Select(l => l.Table.Pattern).Distinct().Order());
        Assert.Equal(heldOut, SceneCatalog.All.Select(s => s.Table.Pattern).Intersect(heldOut));
        Assert.InRange(looks.Count(l => l.Lights.Any(light => light.Motion is not null)), 20, 100);
    }

    [Fact]
    public void CalibrationErrors_OfAScene_MoveTheCameraButNotItsCalibration()
    {
        var error = new CameraOffset("head", new(0.003, 0, 0), default);
        using var world = new SimulatedWorld([], SceneSpec.Default with { CalibrationErrors = [error] });
        using var plain = new SimulatedWorld([]);
        Assert.Equal(plain.Workcell.Camera("head").Calibration(), world.Workcell.Camera("head").Calibration());
        Assert.Equal(0.003, world.Model.CameraPosition[0] - plain.Model.CameraPosition[0], 9);
    }

    [Fact]
    public void Make_ManySeeds_DisturbsAboutAsOftenAsAsked()
    {
        var options = new DemonstrationOptions();
        const int Count = 400;
        Disturbances[] drawn = [.. Enumerable.Range(DemonstrationRecorder.FirstSeed, Count).Select(seed => DemonstrationScene.Disturb(options, seed))];
        Assert.Equal(options.PerturbedStartShare, drawn.Count(d => d.PerturbedStart) / (double)Count, 0.08);
        Assert.Equal(options.NoiseShare, drawn.Count(d => d.Noise) / (double)Count, 0.08);
        Assert.Equal(options.PushShare, drawn.Count(d => d.Push) / (double)Count, 0.07);
        Assert.Equal(options.SlipShare, drawn.Count(d => d.Slip) / (double)Count, 0.06);
        Assert.Equal(options.PaceShare, drawn.Count(d => d.Pace) / (double)Count, 0.08);
    }

    [Fact]
    public void Make_PlainLooks_IsTheStandardSceneAndHasObjectsOfNouns()
    {
        DemonstrationOptions options = DemonstrationOptions.Undisturbed with { RandomLooks = false, GeneratedShare = 1, NounShare = 1 };
        using DemonstrationScene scene = DemonstrationScene.Make(new SceneFactory(""), options, 2_000_000_320);
        Assert.Equal(SceneSpec.Default.Table, scene.World.Scene.Table);
        Assert.Equal(SceneSpec.Default.Lights, scene.World.Scene.Lights);
        Assert.Empty(scene.World.Scene.CalibrationErrors);
        Assert.Equal(new SensorOptions().Gain, scene.Sensors.Gain);
        Assert.All(scene.World.Objects, o => Assert.Contains(o.Spec.Words.Category, NounGenerator.Nouns));
    }

    [Fact]
    public void Make_Nouns_AsksForThem()
    {
        DemonstrationOptions options = DemonstrationOptions.Undisturbed with { Nouns = ["pliers", "wrench"], GeneratedShare = 0 };
        for (int i = 0; i < 4; i++)
        {
            using DemonstrationScene scene = DemonstrationScene.Make(new SceneFactory(""), options, 2_000_000_400 + i);
            Assert.Contains(scene.World.Objects, o => options.Nouns.Contains(o.Spec.Words.Category));
            // It comes first unless it is hidden.
            bool isSeen = scene.Targets.Any(t => options.Nouns.Contains(scene.World.Objects[t.Target].Spec.Words.Category));
            Assert.Equal(isSeen, options.Nouns.Contains(scene.World.Objects[scene.Targets[0].Target].Spec.Words.Category));
        }
    }

    [Fact]
    public void Validate_NounThatNothingMakes_IsNamed() =>
        Assert.Contains("'unicorn'", Assert.Throws<ArgumentException>(() => (new DemonstrationOptions { Nouns = ["unicorn"] }).Validate()).Message, StringComparison.Ordinal);

    [Fact]
    public void Make_PerturbedStart_IsOffHomeAndTouchesNothing()
    {
        var options = DemonstrationOptions.Undisturbed with { PerturbedStartShare = 1 };
        int moved = 0;
        for (int i = 0; i < 6; i++)
        {
            using DemonstrationScene scene = DemonstrationScene.Make(new SceneFactory(""), options, 2_000_000_300 + i);
            double[] now = new double[13], speed = new double[13], effort = new double[13];
            scene.World.ReadJoints(now, speed, effort);
            moved += Math.Abs(now[0] - scene.World.Robot.HomeRad.Span[0]) > 0.05 ? 1 : 0;
            scene.World.Advance(TimeSpan.FromMilliseconds(20));
            Assert.True(scene.World.RobotPenetrationM() < 0.001);
            for (int o = 0; o < scene.World.Objects.Count; o++)
                Assert.Equal(0, scene.World.HandForceN(o));
        }

        Assert.True(moved >= 4);
    }
}
