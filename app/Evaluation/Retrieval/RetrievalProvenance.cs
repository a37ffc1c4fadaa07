namespace DexGrasp.App.Evaluation.Retrieval;

/// <summary>Where a result comes from: enough to make it again.</summary>
/// <param name="Version">Version of DexGrasp.</param>
/// <param name="Commit">Commit that was built; null where it is not known.</param>
/// <param name="Dotnet">Run-time version.</param>
/// <param name="Platform">Operating system and processor architecture.</param>
/// <param name="Mujoco">Version of the MuJoCo library.</param>
/// <param name="Robot">Robot card.</param>
/// <param name="Policy">The model's file name; null where no policy was judged.</param>
/// <param name="PolicySha256">Hash of that file.</param>
/// <param name="PolicyNumbersSha256">Hash of the policy's numbers, as the model's remarks say.</param>
/// <param name="RangesSha256">Hash of the file that says what objects are like.</param>
/// <param name="Split">Which objects.</param>
/// <param name="Placement">Where the target lies.</param>
/// <param name="MaxExposure">Exposure that scenes stay below at the start.</param>
/// <param name="TimestepS">Physics step. Unit: s.</param>
/// <param name="Contacts">How contacts are computed.</param>
/// <param name="ReadingEverySteps">Control steps from reading to reading.</param>
/// <param name="ExposedAt">Exposure that counts as uncovered.</param>
/// <param name="ForceLimitN">Unit: N.</param>
/// <param name="PolicyRandomised">Whether the policy's readings were noisy and its actions might come late, as in training.</param>
/// <param name="ScriptsRandomised">The same for scripts.</param>
/// <param name="ModelsRandomised">Whether servos and damping vary from scene to scene; the same for all methods.</param>
/// <param name="Interval">How intervals were made.</param>
internal sealed record RetrievalProvenance(
    string Version, string? Commit, string Dotnet, string Platform, string Mujoco, string Robot, string? Policy, string? PolicySha256, string? PolicyNumbersSha256, string RangesSha256,
    string Split, string Placement, double MaxExposure, double TimestepS, string Contacts, int ReadingEverySteps, double ExposedAt, double ForceLimitN,
    bool PolicyRandomised, bool ScriptsRandomised, bool ModelsRandomised, string Interval = $"rates: Wilson score, 95 %; means and ratios: {Bootstrap.Words}")
{
    /// <summary>Gets the file name of a student of its own; null where the policy itself was the student, or none was judged.</summary>
    public string? Student { get; init; }

    /// <summary>Gets the hash of that file.</summary>
    public string? StudentSha256 { get; init; }

    /// <summary>Gets the hash of its numbers, as the model's remarks say.</summary>
    public string? StudentNumbersSha256 { get; init; }

    /// <summary>Gets what the student's pictures are.</summary>
    public string StudentSees { get; init; } = "drawn pictures of the head camera with its errors at 10 Hz, target by colour; noisy joints";
}
