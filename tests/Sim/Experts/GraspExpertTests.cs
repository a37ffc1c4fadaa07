using DexGrasp.Core.Geometry;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Experts;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;
using DexGrasp.Sim.Tasks;
using Xunit;

namespace DexGrasp.Tests.Sim.Experts;

public sealed class GraspExpertTests
{
    private const int Episodes = 3;
    private static readonly SceneFactory Scenes = new("");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Act_SparseScenes_LiftsAndHoldsNearlyEverything(bool heldOut)
    {
        var failures = new List<string>();
        for (int i = 0; i < Episodes; i++)
        {
            using GraspTask task = Make(GraspTask.FirstTuningSeed + i, heldOut, EpisodeGoal.Grasp);
            var rig = new ExpertRig(task.World);
            rig.Expert.BeginGrasp(task.Judge.Target);
            if (!rig.Run(20, () => task.Judge.Update() != EpisodeOutcome.Running) || task.Judge.Outcome != EpisodeOutcome.Success)
                failures.Add($"{GraspTask.FirstTuningSeed + i} {task.Label}: {task.Judge.Finish()}, {rig.Expert.LastMiss}");
            Assert.Equal(0, rig.Refused);
        }

        Assert.True(failures.Count == 0, string.Join("; ", failures));
    }

    [Fact]
    public void BeginPlace_ObjectInHand_EndsInTheTrayWithTheArmAtRest()
    {
        int placed = 0;
        var failures = new List<string>();
        for (int i = 0; i < 2; i++)
        {
            using GraspTask task = Make(GraspTask.FirstTuningSeed + i, false, EpisodeGoal.Place);
            var rig = new ExpertRig(task.World);
            rig.Expert.BeginGrasp(task.Judge.Target);
            Assert.True(rig.Run(20, () => task.Judge.Update() == EpisodeOutcome.Running && rig.Expert.Phase == ExpertPhase.Hold), $"{task.Label} not lifted");
            rig.Expert.BeginPlace(task.World.Workcell.TrayCenter, rig.State);
            bool home = rig.Run(20, () => rig.Expert.Phase == ExpertPhase.Rest);
            if (task.Judge.Finish() == EpisodeOutcome.Success && home)
                placed++;
            else
                failures.Add($"{i} {task.Label}: {task.Judge.Outcome}, {rig.Expert.Phase}");
        }

        Assert.True(placed >= 1, string.Join("; ", failures));
    }

    [Fact]
    public void Act_TheSameSeedTwice_GivesTheSameBits()
    {
        Assert.Equal(Play(), Play());

        static double[] Play()
        {
            using GraspTask task = Make(GraspTask.FirstTuningSeed + 3, false, EpisodeGoal.Grasp);
            var rig = new ExpertRig(task.World);
            rig.Expert.BeginGrasp(task.Judge.Target);
            rig.Run(1.5, () => false);
            return [.. rig.Chunks.SelectMany(c => c.PositionsRad.ToArray()), .. task.World.SaveState()];
        }
    }

    [Fact]
    public void Act_AnyChunk_StaysWithinTheRobotsSpeedAndAcceleration()
    {
        using GraspTask task = Make(GraspTask.FirstTuningSeed + 5, false, EpisodeGoal.Grasp);
        var rig = new ExpertRig(task.World);
        rig.Expert.BeginGrasp(task.Judge.Target);
        rig.Run(4, () => task.Judge.Update() != EpisodeOutcome.Running);
        foreach (ActionChunk chunk in rig.Chunks)
            for (int step = 2; step < chunk.Steps; step++)
                for (int joint = 0; joint < RobotModel.ArmDof; joint++)
                {
                    double a = chunk.Step(step - 2)[joint], b = chunk.Step(step - 1)[joint], c = chunk.Step(step)[joint];
                    JointLimit limit = Rm75.Model.Limits[joint];
                    Assert.InRange(Math.Abs(c - b) / ActionChunk.PeriodS, 0, limit.MaxSpeedRadPerS);
                    Assert.InRange(Math.Abs(c - (2 * b) + a) / (ActionChunk.PeriodS * ActionChunk.PeriodS), 0, limit.MaxAccelerationRadPerS2);
                }
    }

    [Fact]
    public void BeginGrasp_ObjectDroppedAnewMeanwhile_IsGraspedAllTheSame()
    {
        using GraspTask task = Make(GraspTask.FirstTuningSeed + 8, false, EpisodeGoal.Grasp);
        int target = task.Judge.Target;
        var rig = new ExpertRig(task.World);
        rig.Expert.BeginGrasp(target);
        rig.Run(0.5, () => false);
        RigidTransform before = task.World.WorldFromObject(target);
        task.World.PlaceObject(target, before with { Translation = before.Translation + new Vector3d(0, 0, 0.02) });
        Assert.True(rig.Run(20, () => task.Judge.Update() == EpisodeOutcome.Success), $"{task.Label}: {rig.Expert.LastMiss}");
    }

    private static GraspTask Make(int seed, bool heldOut, EpisodeGoal goal) =>
        GraspTask.Create(Scenes, new GraspTaskOptions(heldOut ? ObjectCatalog.HeldOut : ObjectCatalog.Training) { Goal = goal }, seed);
}
