using DexGrasp.Core.Images;
using DexGrasp.Data.Files;
using DexGrasp.Data.LeRobot;
using Xunit;

namespace DexGrasp.Tests.Data.LeRobot;

public sealed class FrameCheckTests
{
    [Fact]
    public void Check_FrameOfTheSchema_Passes() => FrameCheck.Check(Demonstrations.Schema, Demonstrations.Frame(0, 0), 0);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    public void Check_NumberThatIsNotFinite_NamesFeatureAndJoint(double bad)
    {
        DatasetFrame frame = Demonstrations.Frame(0, 0);
        double[] action = Demonstrations.Joints(0, 0, 0);
        action[8] = bad;
        frame.Numbers[FeatureKeys.Action] = action;

        string message = Refusal(frame);

        Assert.Contains("Frame 4, action, entry 8 (thumb_bend)", message);
        Assert.Contains("was not added", message);
    }

    [Fact]
    public void Check_TruthValueOfTwo_Throws()
    {
        DatasetFrame frame = Demonstrations.Frame(0, 0);
        frame.Numbers[Demonstrations.Success] = new double[] { 2 };

        Assert.Contains("0 and 1 are allowed", Refusal(frame));
    }

    [Fact]
    public void Check_TooFewNumbers_Throws()
    {
        DatasetFrame frame = Demonstrations.Frame(0, 0);
        frame.Numbers[FeatureKeys.Action] = new double[12];

        Assert.Contains("12 numbers given; 13 are needed", Refusal(frame));
    }

    [Fact]
    public void Check_MissingPicture_NamesIt()
    {
        DatasetFrame frame = Demonstrations.Frame(0, 0);
        frame.Pictures.Clear();

        Assert.Contains($"no pictures for {Demonstrations.Head}", Refusal(frame));
    }

    [Fact]
    public void Check_UnknownMask_NamesIt()
    {
        DatasetFrame frame = Demonstrations.Frame(0, 0);
        frame.Masks["observation.masks.wrist"] = Demonstrations.MaskOf(0, 0);

        Assert.Contains("masks for observation.masks.wrist", Refusal(frame));
    }

    [Fact]
    public void Check_DepthOfAnotherSize_NamesBothSizes()
    {
        DatasetFrame frame = Demonstrations.Frame(0, 0);
        frame.Depths[Demonstrations.Depth] = new DepthImage(2, 2, new float[4]);

        Assert.Contains("2x2 px given; 64x48 px", Refusal(frame));
    }

    [Theory]
    [InlineData(63, 48)]
    [InlineData(64, 47)]
    [InlineData(0, 48)]
    public void Pictures_OddSide_Throws(int width, int height) => Assert.Throws<ArgumentException>(() => Feature.Pictures("observation.images.head", width, height));

    private static string Refusal(DatasetFrame frame) => Assert.Throws<DatasetException>(() => FrameCheck.Check(Demonstrations.Schema, frame, 4)).Message;
}
