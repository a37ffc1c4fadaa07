using DexGrasp.Controller;
using DexGrasp.Controller.Perception;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Control;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Tests.Controller.Policy;
using Xunit;

namespace DexGrasp.Tests.Controller.Perception;

public sealed class SuppliedMaskFinderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MaskModels _models;

    public SuppliedMaskFinderTests()
    {
        TinyMaskModels.Write(_folder.Folder);
        _models = new MaskModels(_folder.Folder);
    }

    public void Dispose()
    {
        _models.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void FromBox_TwoAlike_TakesTheOneInTheBoxAndTheBestMask()
    {
        SyntheticScene scene = TrackedBall.At(0.30, 0.10).Sphere(0.30, -0.12, 0.035, 200, 40, 30);
        BoundingBox box = scene.BoxOf(TrackedBall.Head, 0);

        BoundingBox found = new SuppliedMaskFinder(_models).FromBox(scene.Observe(TrackedBall.Home, TimeSpan.Zero, 1), box).Bounds()!.Value;

        Assert.True(found.IntersectionOverUnion(box) > 0.5, $"{found} for {box}");
    }

    [Fact]
    public void FromMask_NextPictures_FollowsTheObject()
    {
        var finder = new SuppliedMaskFinder(_models);
        SyntheticScene moved = TrackedBall.At(0.36, -0.05);
        Mask first = finder.FromBox(At(TrackedBall.At(0.30, 0.05), 0), TrackedBall.At(0.30, 0.05).BoxOf(TrackedBall.Head, 0));
        finder.Follow(At(TrackedBall.At(0.30, 0.05), 0), first);

        Mask second = finder.FromMask(At(moved, 0.1), first), third = finder.FromMask(At(moved, 0.2), second);

        Assert.True(second.Bounds()!.Value.IntersectionOverUnion(moved.BoxOf(TrackedBall.Head, 0)) > 0.5);
        Assert.Equal(second.Pixels, third.Pixels);
    }

    [Fact]
    public void FromMask_FoundButNotToBeFollowed_IsNotRemembered()
    {
        var finder = new SuppliedMaskFinder(_models);
        Mask found = finder.FromBox(At(TrackedBall.At(0.30, 0.05), 0), TrackedBall.At(0.30, 0.05).BoxOf(TrackedBall.Head, 0));

        Assert.Equal(0, finder.FromMask(At(TrackedBall.At(0.30, 0.05), 0.1), found).Area());
        finder.Follow(At(TrackedBall.At(0.30, 0.05), 0.1), found);
        Assert.NotEqual(0, finder.FromMask(At(TrackedBall.At(0.30, 0.05), 0.2), found).Area());
    }

    [Fact]
    public void Act_PolicyWithSuppliedModels_SeesTheirMask()
    {
        TinyPolicy.Write(Sub("policy"));
        using var policy = new PolicyModel(PolicyFolder.Read(Sub("policy"), Rm75.Model));
        var controller = new LearnedController(Rm75.Model, Workcell.Reference, policy, new LearnedControllerOptions { Tracker = TrackerKind.Supplied, MaskModels = _models });
        SyntheticScene scene = TrackedBall.At(0.30, 0.05);
        controller.BeginGrasp(new GraspGoal("grasp the ball", "ball", scene.BoxOf(TrackedBall.Head, 0), 1), At(scene, 0));

        ControllerStep step = controller.Act(At(scene, 0.1));

        Assert.True(step.Status == ControllerStatus.Acting, step.Note);
        Assert.True(step.Target!.Bounds()!.Value.IntersectionOverUnion(scene.BoxOf(TrackedBall.Head, 0)) > 0.5);
    }

    [Theory]
    [InlineData(MaskModels.SamEncoderName)]
    [InlineData(MaskModels.SamDecoderName)]
    [InlineData(MaskModels.PropagationName)]
    public void MaskModels_FileMissingOrBroken_IsRefusedByName(string name)
    {
        TinyMaskModels.Write(Sub("other"));
        string file = Path.Combine(Sub("other"), name);
        File.Delete(file);
        Assert.Contains(name, Assert.Throws<MaskModelException>(() => new MaskModels(Sub("other"))).Message, StringComparison.Ordinal);
        File.WriteAllText(file, "no model");
        Assert.Contains("do not load", Assert.Throws<MaskModelException>(() => new MaskModels(Sub("other"))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MaskModels.SamDecoderName, "image_embeddings")]
    [InlineData(MaskModels.PropagationName, "image")]
    public void MaskModels_AnotherModelInItsPlace_NamesWhatItLacks(string name, string lacks)
    {
        TinyMaskModels.Write(Sub("other"));
        File.Copy(Path.Combine(Sub("other"), MaskModels.SamEncoderName), Path.Combine(Sub("other"), name), overwrite: true);
        string message = Assert.Throws<MaskModelException>(() => new MaskModels(Sub("other"))).Message;
        Assert.Contains(name, message, StringComparison.Ordinal);
        Assert.Contains(lacks, message, StringComparison.Ordinal);
        Assert.Contains("picture", message, StringComparison.Ordinal);
    }

    [Fact]
    public void MaskModels_InputThatNobodyGives_IsRefused()
    {
        TinyMaskModels.Write(Sub("other"));
        File.WriteAllBytes(Path.Combine(Sub("other"), MaskModels.PropagationName), TinyMaskModels.Propagation(memory: "state"));
        Assert.Contains("input state", Assert.Throws<MaskModelException>(() => new MaskModels(Sub("other"))).Message, StringComparison.Ordinal);
    }

    private string Sub(string name) => Path.Combine(_folder.Folder, name);

    private static Observation At(SyntheticScene scene, double atS) => scene.Observe(TrackedBall.Home, TimeSpan.FromSeconds(atS), 1);
}
