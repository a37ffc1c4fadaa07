using DexGrasp.Controller.Perception;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using DexGrasp.Planner;
using DexGrasp.Planner.Language;
using DexGrasp.Planner.Loops;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;
using Xunit;

namespace DexGrasp.Tests.Planner.Grounding;

/// <summary>How often an unambiguous instruction leads to the right object's box (overlap over union at least 0.5).</summary>
public sealed class GroundingRatesTests(ITestOutputHelper output)
{
    private const int Scenes = 8;

    [Fact]
    public void Propose_TrainingObjects_FindsTheRightBox() => Check("training", ObjectCatalog.Training, 100, SceneSpec.Default, atLeastNamed: 0.85, atLeastNoun: 0.8);

    [Fact]
    public void Propose_HeldOutObjects_FindsTheRightBox() => Check("held-out", ObjectCatalog.HeldOut, 200, SceneSpec.Default, atLeastNamed: 0.65, atLeastNoun: 0.5);

    [Fact]
    public void Propose_AbsentObject_IsNotFoundAndNamesWhatIsSeen()
    {
        RenderedScene scene = RenderedScene.Make(SceneSpec.Default.WithCount(4), [.. ObjectCatalog.Training.Where(o => o.Words.Category is not ("banana" or "hammer"))], 7);
        (CompletionVerdict check, Proposal proposal) = Ask(scene, "grasp the yellow banana");
        Assert.Equal(GraspLoopTrigger.NothingMatches, check.Trigger);
        Assert.Null(proposal.Object);
        Assert.StartsWith("I see no yellow banana. I see: ", check.Reason, StringComparison.Ordinal);
        (check, _) = Ask(scene, "grasp the unicorn");
        Assert.StartsWith("I see no unicorn. I see: ", check.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Propose_SamePictureTwice_GivesTheSameAnswer()
    {
        RenderedScene scene = RenderedScene.Make(SceneSpec.Default.WithCount(5), ObjectCatalog.Training, 11);
        Proposal one = Ask(scene, "clear the table").Proposal, two = Ask(scene, "clear the table").Proposal;
        Assert.Equal(one.Reason, two.Reason);
        Assert.Equal(one.Object!.Box, two.Object!.Box);
        Assert.Equal(one.Object.Mask.Pixels, two.Object.Mask.Pixels);
    }

    private void Check(string name, IReadOnlyList<ObjectSpec> set, int seed, SceneSpec look, double atLeastNamed, double atLeastNoun)
    {
        (int Right, int All) named = (0, 0), noun = (0, 0);
        List<string> wrong = [];
        for (int s = 0; s < Scenes; s++)
        {
            RenderedScene scene = RenderedScene.Make(look.WithCount(6), set, seed + s);
            foreach (int i in scene.Visible)
            {
                ObjectWords words = scene.Specs[i].Words;
                List<ObjectWords> others = [.. scene.Specs.Where((_, j) => j != i).Select(o => o.Words)];
                string colour = words.Adjectives.FirstOrDefault(AttributeNames.Colours.Contains) ?? "";
                bool isOnlyOfKind = !others.Exists(o => o.Category == words.Category || o.Synonyms.Contains(words.Category));
                if (colour.Length > 0 && (isOnlyOfKind || !others.Exists(o => (o.Category == words.Category || o.Synonyms.Contains(words.Category)) && o.Adjectives.Contains(colour))))
                    Count(scene, i, $"grasp the {colour} {words.Category}", ref named, wrong);
                if (isOnlyOfKind)
                    Count(scene, i, $"grasp the {words.Category}", ref noun, wrong);
            }
        }

        output.WriteLine($"{name}: colour and noun {named.Right}/{named.All}, noun alone {noun.Right}/{noun.All}");
        foreach (string w in wrong)
            output.WriteLine("  " + w);
        Assert.True(named.All >= 20 && named.Right >= atLeastNamed * named.All, $"colour and noun: {named.Right} of {named.All} right; at least {atLeastNamed:P0} are expected. {string.Join("; ", wrong)}");
        Assert.True(noun.Right >= atLeastNoun * noun.All, $"noun alone: {noun.Right} of {noun.All} right; at least {atLeastNoun:P0} are expected. {string.Join("; ", wrong)}");
    }

    private static void Count(RenderedScene scene, int target, string prompt, ref (int Right, int All) tally, List<string> wrong)
    {
        Proposal proposal = Ask(scene, prompt).Proposal;
        BoundingBox truth = scene.Box(target);
        bool right = proposal.Object is { } o && o.Box.IntersectionOverUnion(truth) >= 0.5;
        tally = (tally.Right + (right ? 1 : 0), tally.All + 1);
        if (!right)
            wrong.Add($"{prompt} ({scene.Specs[target].Name}): {proposal.Reason}");
    }

    private static (CompletionVerdict Check, Proposal Proposal) Ask(RenderedScene scene, string prompt)
    {
        var planner = new EmbeddedPlanner(Workcell.Reference, Rm75.Model, PartitionModel.BuiltIn);
        var memory = new TaskMemory(planner.Understand(prompt).Plan!, new GraspLoopLimits());
        CompletionVerdict check = planner.CheckCompletion(memory, scene.Observation);
        return (check, planner.Propose(memory, scene.Observation));
    }
}
