using System.Text.Json.Serialization;
using DexGrasp.App.Evaluation;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.App.Policies.Replays;

/// <summary>A policy beside a demonstration, without moving anything.</summary>
/// <param name="Policy">Folder as it was asked for.</param>
/// <param name="ModelHashes">SHA-256 of every model file by name.</param>
/// <param name="Source">Which demonstration.</param>
/// <param name="PeriodS">Time between frames. Unit: s.</param>
/// <param name="Frames">In the order of time.</param>
public sealed record ReplayResult(
    string Policy, IReadOnlyDictionary<string, string> ModelHashes, string Source, double PeriodS, [property: JsonIgnore] IReadOnlyList<ReplayFrame> Frames)
{
    /// <summary>Gets the version of DexGrasp, with the commit where it is known.</summary>
    public string Version { get; } = BuildInfo.Commit is { } commit ? $"{BuildInfo.Version}, commit {commit}" : BuildInfo.Version;

    private static readonly double[] AheadS = [0.1, 0.3, 1, 3];

    /// <summary>Gets the errors 0.1, 0.3, 1 and 3 s ahead.</summary>
    public IReadOnlyList<ReplayError> Errors => [.. AheadS.Select(Error)];

    private ReplayError Error(double aheadS)
    {
        int frames = (int)Math.Round(aheadS / PeriodS), step = (int)Math.Round(aheadS / ActionChunk.PeriodS) - 1;
        int count = Math.Max(0, Frames.Count - frames);
        (double arm, double hand, double planArm, double planHand) = (0, 0, 0, 0);
        for (int i = 0; i < count; i++)
        {
            double[] done = Frames[i + frames].CommandRad;
            (double a, double h) = Difference(done, Frames[i].PredictedRad, step);
            (double pa, double ph) = Difference(done, Frames[i].PlannedRad, step);
            (arm, hand, planArm, planHand) = (arm + a, hand + h, planArm + pa, planHand + ph);
        }

        int n = Math.Max(1, count);
        return new ReplayError(aheadS, arm / n, hand / n, planArm / n, planHand / n, count);
    }

    private static (double ArmMrad, double HandMrad) Difference(double[] done, double[] chunk, int step)
    {
        double arm = 0, hand = 0;
        for (int joint = 0; joint < RobotModel.Dof; joint++)
        {
            double difference = 1000 * Math.Abs(chunk[(step * RobotModel.Dof) + joint] - done[joint]);
            if (joint < RobotModel.ArmDof)
                arm += difference / RobotModel.ArmDof;
            else
                hand += difference / RobotModel.HandDof;
        }

        return (arm, hand);
    }
}
