using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Data.Demonstrations;
using DexGrasp.Data.Files;
using DexGrasp.Data.LeRobot;
using DexGrasp.Sim.Demonstrations;
using DexGrasp.Sim.Experts;

namespace DexGrasp.Learning.Samples;

/// <summary>Cuts a LeRobot dataset of <c>dexgrasp collect</c> down to a sample file.</summary>
public static class DatasetImporter
{
    /// <summary>Reads all episodes and writes one file, whole or not at all.</summary>
    /// <param name="dataset">Folder of the dataset.</param>
    /// <param name="file">Sample file to write.</param>
    /// <param name="framesBetween">Takes one frame in so many: neighbours are nearly alike. Range: 1 and up.</param>
    /// <param name="tell">One line now and then.</param>
    /// <param name="stop">Ends it; nothing is written then.</param>
    /// <exception cref="DatasetException">The dataset cannot be read, or was not recorded by this version's dexgrasp collect.</exception>
    public static async Task RunAsync(string dataset, string file, int framesBetween, Action<string> tell, CancellationToken stop)
    {
        LeRobotDataset source = await LeRobotDataset.OpenAsync(dataset, stop);
        string unfinished = file + ".part";
        File.Delete(unfinished);
        using (var sink = new SampleSink(unfinished, Rm75.Model))
        {
            for (int episode = 0; episode < source.Episodes.Count; episode++)
            {
                sink.Begin(episode);
                await AddAsync(sink, dataset, episode, framesBetween, stop);
                sink.Keep();
                if ((episode + 1) % 50 == 0 || episode == source.Episodes.Count - 1)
                    tell($"{episode + 1}/{source.Episodes.Count} episodes, {sink.Samples} samples");
            }
        }

        File.Move(unfinished, file, overwrite: true);
    }

    private static async Task AddAsync(SampleSink sink, string dataset, int episode, int framesBetween, CancellationToken stop)
    {
        Mask? none = null;
        double? startM = null;
        int number = 0;
        await foreach (RecordedFrame frame in RecordedEpisode.ReadAsync(dataset, episode, stop))
        {
            if (frame.Truth is not { } truth)
                throw new DatasetException($"{dataset} has no feature {DemonstrationSchema.Touch}: it was recorded by an older dexgrasp collect, or by something else. Record it again.");
            startM ??= truth.WorldFromTarget.Translation.Z;
            Observation o = frame.Observation;
            none ??= new Mask(o.Wrist.Rgb.Width, o.Wrist.Rgb.Height, new byte[o.Wrist.Rgb.Width * o.Wrist.Rgb.Height]);
            if (number++ % framesBetween == 0)
                sink.Frame(new DemonstrationFrame(
                    number - 1, o, frame.HeadMask, none, new ActionChunk(frame.PlanRad, o.State.At), true, (ExpertPhase)truth.Phase, DemonstrationDriver.Expert,
                    new DemonstrationTruth(
                        truth.WorldFromTarget, default, default, truth.WorldFromGrip, truth.GripWidthM, truth.WorldFromTarget.Translation.Z - startM.Value,
                        truth.ThumbTouches, truth.FingersTouch, truth.PalmTouches)));
        }
    }
}
