namespace DexGrasp.App.Doctor;

/// <summary>One line of the doctor's table.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Status">What was found.</param>
/// <param name="Detail">Version, path, figure or error.</param>
/// <param name="Fix">What to do about it; null when nothing is to be done.</param>
public sealed record CheckResult(string Name, CheckStatus Status, string Detail, string? Fix = null);
