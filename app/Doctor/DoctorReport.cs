namespace DexGrasp.App.Doctor;

/// <summary>All that the doctor found.</summary>
/// <param name="Ok">Whether no check failed; warnings are allowed.</param>
/// <param name="Version">Version of DexGrasp.</param>
/// <param name="Checks">In the order of the table.</param>
public sealed record DoctorReport(bool Ok, string Version, IReadOnlyList<CheckResult> Checks);
