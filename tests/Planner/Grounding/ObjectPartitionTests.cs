using DexGrasp.Controller.Perception;
using DexGrasp.Core.Robots;
using DexGrasp.Planner.Grounding;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.Planner.Grounding;

/// <summary>With the shipped network, on crowded tables.</summary>
public sealed class ObjectPartitionTests(ITestOutputHelper output)
{
    private const int Scenes = 4, Objects = 16;
    private const double LeastFound = 0.85, MostMore = 0.25;

    [Fact]
    public void Look_CrowdedTable_FindsObjectsThatTouch()
    {
        int visible = 0, found = 0, seen = 0;
        for (int s = 0; s < Scenes; s++)
        {
            RenderedScene scene = RenderedScene.Make(SceneSpec.Default.WithCount(Objects), ObjectCatalog.Training, 100_300 + s);
            SceneView view = new ObjectFinder(Workcell.Reference, Rm75.Model, PartitionModel.BuiltIn).Look(scene.Observation.Head, scene.Observation.HeadState);
            int[] all = [.. scene.Visible];
            visible += all.Length;
            found += view.Objects.Select(o => scene.ObjectOf(o.Mask)).Where(o => o is { } i && all.Contains(i)).Distinct().Count();
            seen += view.Objects.Count;
        }

        output.WriteLine($"{found} of {visible} found, {seen} objects seen");
        Assert.InRange(found, LeastFound * visible, visible);
        Assert.InRange(seen, 0, (1 + MostMore) * visible);
    }
}
