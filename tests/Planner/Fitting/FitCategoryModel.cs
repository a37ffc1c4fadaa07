using System.Text.Json;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Planner.Grounding;
using DexGrasp.Planner.Language;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;
using DexGrasp.Tests.Planner.Grounding;
using DexGrasp.Tests.Planner.Loops;
using Xunit;

namespace DexGrasp.Tests.Planner.Fitting;

/// <summary>
/// Fits models/planner-categories.json on renders of the training objects: run this class's test explicitly
/// (<c>-explicit only -class '*FitCategoryModel'</c>). Held-out objects are not looked at.
/// </summary>
public sealed class FitCategoryModel(ITestOutputHelper output)
{
    private const int Scenes = 120;
    private const double Penalty = 0.003;

    [Fact(Explicit = true)]
    public void Fit_TrainingObjects_WritesTheModel()
    {
        var finder = new ObjectFinder(Workcell.Reference, Rm75.Model, Vocabulary.BuiltIn, CategoryModelFile.DescriptionsOnly());
        List<(RegionFeatures Features, string Category)> examples = [];
        for (int seed = 0; seed < Scenes; seed++)
        {
            RenderedScene scene = RenderedScene.Make(SceneSpec.Default.WithCount(5 + (seed % 4)), Varied(seed), 10_000 + seed);
            foreach (SeenObject o in finder.Look(scene.Observation.Head, scene.Observation.HeadState).Objects)
                if (scene.ObjectOf(o.Mask) is { } index)
                    examples.Add((o.Features, scene.Specs[index].Words.Category));
        }

        CategoryModelFile file = CategoryFitter.Fit(examples, Penalty, $"{examples.Count} renders of the training objects, stretched by -15 to +20 %, in {Scenes} scenes from seed 10000, penalty {Penalty}");
        File.WriteAllText(Path.Combine(GraspLoopMachineTests.RepositoryRoot(), "models", "planner-categories.json"), JsonSerializer.Serialize(file, CategoryModelFile.Json) + "\n");
        output.WriteLine(file.Source);
    }

    // Stretching teaches the model how a category varies, which one or two objects of it cannot.
    private static List<ObjectSpec> Varied(int seed)
    {
        var random = new Random(seed);
        return [.. ObjectCatalog.Training.Select(spec =>
        {
            double s = 0.85 + (0.35 * random.NextDouble()), h = seed % 3 == 0 ? s : 0.85 + (0.35 * random.NextDouble());
            bool upright = spec.Parts.All(p => p.ObjectFromPart.Rotation.AngleTo(Rotation.Identity) < 1e-6);
            return spec with { Parts = [.. spec.Parts.Select(p => Stretched(p, s, upright ? h : s))] };
        })];
    }

    private static ObjectPart Stretched(ObjectPart part, double side, double height)
    {
        Vector3d at = part.ObjectFromPart.Translation, size = part.SizeM;
        Vector3d stretched = part.Shape switch
        {
            PartShape.Cylinder or PartShape.Capsule => new Vector3d(size.X * side, size.Y * height, 0),
            PartShape.Sphere => new Vector3d(size.X * side, 0, 0),
            _ => new Vector3d(size.X * side, size.Y * side, size.Z * height),
        };
        return part with { SizeM = stretched, ObjectFromPart = new RigidTransform(part.ObjectFromPart.Rotation, new Vector3d(at.X * side, at.Y * side, at.Z * height)) };
    }
}
