namespace DexGrasp.Sim.Demonstrations;

/// <summary>What demonstrations are like. Shares are probabilities an episode. Immutable; checked when a recorder is made.</summary>
public sealed record DemonstrationOptions
{
    /// <summary>Gets options without any disturbance: every start at home, the expert's chunks executed as they are.</summary>
    public static DemonstrationOptions Undisturbed { get; } = new() { PerturbedStartShare = 0, NoiseShare = 0, PushShare = 0, SlipShare = 0, PaceShare = 0 };

    /// <summary>Gets how likely an object is a generated one instead of a varied training object. Range: 0 to 1. Default: 0.5.</summary>
    public double GeneratedShare { get; init; } = 0.5;

    /// <summary>Gets how likely a generated object is of a kind that has a noun (<see cref="Objects.NounGenerator"/>) instead of a bare shape. Range: 0 to 1. Default: 0.5.</summary>
    public double NounShare { get; init; } = 0.5;

    /// <summary>
    /// Gets nouns of <see cref="Objects.NounGenerator"/>: an object of one of them is in every scene and, where it can be seen, is what is asked
    /// for; for more of what a policy finds hard. Default: none, any object is asked for.
    /// </summary>
    public IReadOnlyList<string> Nouns { get; init; } = [];

    /// <summary>Gets how many scenes hold 9 to 16 objects; the others hold 1 to 8. Range: 0 to 1. Default: 0.15.</summary>
    public double CrowdedShare { get; init; } = 0.15;

    /// <summary>Gets whether tables, lights, cameras and their errors are drawn at random; those of the standard scene otherwise. Default: true.</summary>
    public bool RandomLooks { get; init; } = true;

    /// <summary>Gets how much of the target the head camera has to see at the start. Range: 0 to 1. Default: 0.3.</summary>
    public double LeastVisible { get; init; } = 0.3;

    /// <summary>Gets how many episodes start with the hand somewhere above the table, open as chance has it. Range: 0 to 1. Default: 0.4.</summary>
    public double PerturbedStartShare { get; init; } = 0.4;

    /// <summary>Gets in how many episodes the command drifts away now and then: by up to 3 cm, 0.2 rad and 0.3 rad in hand joints within 0.3 to 1 s. Range: 0 to 1. Default: 0.5.</summary>
    public double NoiseShare { get; init; } = 0.5;

    /// <summary>Gets in how many episodes the target is pushed aside by 3 to 10 cm while the hand comes. Range: 0 to 1. Default: 0.25.</summary>
    public double PushShare { get; init; } = 0.25;

    /// <summary>Gets in how many episodes the hand is forced open for 0.3 s while it closes or lifts. Range: 0 to 1. Default: 0.15.</summary>
    public double SlipShare { get; init; } = 0.15;

    /// <summary>Gets in how many episodes old chunks are now and then played on for 0.4 to 1 s at half to 1.1 times their speed. Range: 0 to 1. Default: 0.3.</summary>
    public double PaceShare { get; init; } = 0.3;

    /// <summary>Gets how likely a stretch of 0.5 to 2 s is driven by the learner, where one is given (DAgger's beta is one minus this). Range: 0 to 1. Default: 0.5.</summary>
    public double LearnerShare { get; init; } = 0.5;

    /// <summary>Gets in how many episodes lights cast no shadows: one look more, and pictures at half the cost. Range: 0 to 1. Default: 0.5.</summary>
    public double ShadowlessShare { get; init; } = 0.5;

    /// <summary>
    /// Gets how many steps of <see cref="DemonstrationRecorder.FramePeriod"/> lie between two frames: pictures are what costs, and neighbours are
    /// nearly alike. Data sets with a frame rate need 1. A learner looks no more often. Range: 1 to 10. Default: 1.
    /// </summary>
    public int StepsPerFrame { get; init; } = 1;

    /// <summary>Gets whether true masks of the wrist pictures are drawn; empty ones otherwise. Default: true.</summary>
    public bool DrawsWristMasks { get; init; } = true;

    /// <summary>Gets when an episode is given up. Range: 5 s to 60 s. Default: 14 s.</summary>
    public TimeSpan LongestEpisode { get; init; } = TimeSpan.FromSeconds(14);

    /// <summary>Gets whether pictures and masks are drawn; without, pictures are black and masks empty, which serves tests. Default: true.</summary>
    public bool DrawsPictures { get; init; } = true;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentException">One or more options are out of range; the message lists them all.</exception>
    public void Validate()
    {
        var errors = new List<string>();
        foreach ((string name, double value) in ((string, double)[])[
            (nameof(GeneratedShare), GeneratedShare), (nameof(NounShare), NounShare), (nameof(CrowdedShare), CrowdedShare), (nameof(LeastVisible), LeastVisible),
            (nameof(PerturbedStartShare), PerturbedStartShare), (nameof(NoiseShare), NoiseShare), (nameof(PushShare), PushShare),
            (nameof(SlipShare), SlipShare), (nameof(PaceShare), PaceShare), (nameof(LearnerShare), LearnerShare),
            (nameof(ShadowlessShare), ShadowlessShare)])
        {
            if (!(value is >= 0 and <= 1))
                errors.Add($"{name} is {value}; 0 to 1 is allowed");
        }

        foreach (string noun in Nouns.Except(Objects.NounGenerator.Nouns))
            errors.Add($"{nameof(Nouns)} has '{noun}', which nothing generates; there are {string.Join(", ", Objects.NounGenerator.Nouns)}");

        if (StepsPerFrame is < 1 or > 10)
            errors.Add($"{nameof(StepsPerFrame)} is {StepsPerFrame}; 1 to 10 is allowed");
        if (LongestEpisode < TimeSpan.FromSeconds(5) || LongestEpisode > TimeSpan.FromSeconds(60))
            errors.Add($"{nameof(LongestEpisode)} is {LongestEpisode.TotalSeconds} s; 5 to 60 s is allowed");
        if (errors.Count > 0)
            throw new ArgumentException($"Demonstrations cannot be recorded: {string.Join("; ", errors)}.");
    }
}
