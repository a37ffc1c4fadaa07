namespace DexGrasp.App.Evaluation.Ungraspable;

/// <summary>The result of <c>eval ungraspable</c>.</summary>
/// <param name="Suite">"ungraspable".</param>
/// <param name="Skill">Which skill.</param>
/// <param name="Method">"policy", "script" or "chain".</param>
/// <param name="Privileged">Whether what acts knows the object's pose from the simulator, with an error: true.</param>
/// <param name="Seed">As it was asked for; worlds and episodes have seeds that training never uses.</param>
/// <param name="Success">Episodes that count.</param>
/// <param name="Lifted">Episodes that reached the task's end, whatever came afterwards.</param>
/// <param name="MeanSteps">Control steps of successes.</param>
/// <param name="TimestepS">Physics step. Unit: s.</param>
/// <param name="Worlds">Boards with other objects and servos.</param>
/// <param name="Policy">The model's file name; null for a script.</param>
/// <param name="PolicyNumbersSha256">Hash of the policy's numbers.</param>
/// <param name="Version">Version of DexGrasp.</param>
/// <param name="Commit">Commit that was built; null where it is not known.</param>
/// <param name="Mujoco">Version of the MuJoCo library.</param>
/// <param name="WallS">Unit: s.</param>
/// <param name="Episodes">Every episode.</param>
internal sealed record BoardSkillResult(
    string Suite, string Skill, string Method, bool Privileged, int Seed, RateInterval Success, RateInterval Lifted, double MeanSteps, double TimestepS, int Worlds,
    string? Policy, string? PolicyNumbersSha256, string Version, string? Commit, string Mujoco, double WallS, IReadOnlyList<BoardSkillEpisode> Episodes)
{
    /// <summary>Gets how the chain chose its way; null where there is no chain.</summary>
    public string? Route { get; init; }

    /// <summary>Gets what lay on the board: "box", or a shape that training never sees.</summary>
    public required string Shape { get; init; }

    /// <summary>Gets how the object's pose is known: "pose", from the simulator, or "pictures".</summary>
    public string Sight { get; init; } = "pose";

    /// <summary>Gets the largest error of the seen position along each axis. Unit: m.</summary>
    public required double PoseErrorM { get; init; }

    /// <summary>Gets the largest error of the seen yaw. Unit: rad.</summary>
    public required double PoseErrorRad { get; init; }
}
