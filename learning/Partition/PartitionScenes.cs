using DexGrasp.Controller.Perception;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Learning.Grounding;
using DexGrasp.Planner.Grounding;

namespace DexGrasp.Learning.Partition;

/// <summary>Makes pictures of crowded tables and says whose each cell is. One a thread.</summary>
internal sealed class PartitionScenes
{
    // Settling is what costs: each heap is looked at again from other sides.
    private const int Looks = 5;

    private readonly LearningScenes _scenes = new(fewest: 3, most: 25);

    /// <summary>Returns the pictures of a scene; none when its objects do not come to rest.</summary>
    public IReadOnlyList<PartitionPicture> Make(int seed) => _scenes.Look(seed, (world, link, _, random) =>
    {
        RobotState state = link.Loop.Snapshot();
        var finder = new ObjectFinder(world.Workcell, world.Robot, PartitionModel.BuiltIn);
        var pictures = new List<PartitionPicture>();
        for (int look = 0; look < Looks; look++)
        {
            if (look > 0)
                SceneContent.TurnTogether(world, random);
            CellPicture cells = finder.Cells(link.Picture("head"), state);
            int[] truth = GrounderScenes.Truth(world);
            pictures.Add(new PartitionPicture(
                seed, cells.Cells, [.. cells.Values.Select(v => (Half)v)], [.. cells.Pixels.Select(i => truth[i] < 0 ? PartitionPicture.Nobody : (byte)truth[i])]));
        }

        return pictures;
    });
}
