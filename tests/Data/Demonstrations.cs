using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using DexGrasp.Data.LeRobot;

namespace DexGrasp.Tests.Data;

/// <summary>Small made-up demonstrations; frame f of episode e is the same every time.</summary>
internal static class Demonstrations
{
    public const int Fps = 20;
    public const int Width = 64;
    public const int Height = 48;
    public const string Head = "observation.images.head";
    public const string Masks = "observation.masks.head";
    public const string Depth = "observation.depth.head";
    public const string Success = "next.success";

    public static DatasetSchema Schema { get; } = DatasetSchema.ForRobot(
        Rm75.Model, Fps, [new RecordedCamera("head", Width, Height, HasMask: true, HasDepth: true)], Feature.Number(Success, FeatureType.Bool));

    /// <summary>The same without pictures, for tests that need no video.</summary>
    public static DatasetSchema NumbersOnly { get; } = DatasetSchema.ForRobot(Rm75.Model, Fps, []);

    public static string TaskOf(int episode) => episode % 2 == 0 ? "pick up the red cup" : "pick up the tin";

    public static int LengthOf(int episode) => 7 + (3 * episode);

    public static double[] Joints(int episode, int frame, double offset) =>
        [.. Enumerable.Range(0, RobotModel.Dof).Select(joint => (double)(float)(Math.Sin(episode + (0.1 * frame) + joint) + offset))];

    public static ImageRgb Picture(int episode, int frame)
    {
        byte[] pixels = new byte[Width * Height * 3];
        for (int i = 0; i < Width * Height; i++)
        {
            pixels[3 * i] = (byte)(20 + (15 * frame));
            pixels[(3 * i) + 1] = (byte)(i % Width * 3);
            pixels[(3 * i) + 2] = (byte)(60 * episode);
        }

        return new ImageRgb(Width, Height, pixels);
    }

    public static Mask MaskOf(int episode, int frame)
    {
        byte[] pixels = new byte[Width * Height];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)((i + (frame * 5) + episode) % 11 < 3 ? 1 : 0);
        return new Mask(Width, Height, pixels);
    }

    public static DepthImage DepthOf(int episode, int frame)
    {
        float[] metres = new float[Width * Height];
        for (int i = 0; i < metres.Length; i++)
            metres[i] = i % 13 == 0 ? 0 : (float)((5000 + (37 * i) + (100 * frame) + episode) % 65536 * 1e-4);
        return new DepthImage(Width, Height, metres);
    }

    public static DatasetFrame Frame(int episode, int frame) => new()
    {
        Numbers =
        {
            [FeatureKeys.State] = Joints(episode, frame, 0),
            [FeatureKeys.Action] = Joints(episode, frame, 0.25),
            [Success] = new double[] { frame == LengthOf(episode) - 1 ? 1 : 0 },
        },
        Pictures = { [Head] = Picture(episode, frame) },
        Masks = { [Masks] = MaskOf(episode, frame) },
        Depths = { [Depth] = DepthOf(episode, frame) },
    };

    public static DatasetFrame NumbersFrame(int episode, int frame) => new()
    {
        Numbers = { [FeatureKeys.State] = Joints(episode, frame, 0), [FeatureKeys.Action] = Joints(episode, frame, 0.25) },
    };

    /// <summary>Records the next episode of a dataset.</summary>
    public static async Task<int> RecordAsync(LeRobotWriter writer, CancellationToken stop)
    {
        int episode = writer.Episodes;
        await using EpisodeWriter recording = await writer.BeginEpisodeAsync(TaskOf(episode), stop);
        bool numbersOnly = !writer.Schema.VideoFeatures.Any();
        for (int frame = 0; frame < LengthOf(episode); frame++)
            await recording.AddAsync(numbersOnly ? NumbersFrame(episode, frame) : Frame(episode, frame), stop);
        return await recording.SaveAsync(new Dictionary<string, string> { ["seed"] = $"{episode}" }, stop);
    }

    /// <summary>Makes a dataset.</summary>
    public static async Task WriteAsync(string folder, DatasetSchema schema, int episodes, CancellationToken stop)
    {
        await using LeRobotWriter writer = LeRobotWriter.Create(folder, schema, new Dictionary<string, string> { ["environment"] = "made up" });
        for (int i = 0; i < episodes; i++)
            await RecordAsync(writer, stop);
    }
}
