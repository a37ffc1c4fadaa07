namespace DexGrasp.Core.Robots;

/// <summary>One row of a modified Denavit-Hartenberg table (Craig): Rx(alpha) Tx(a) Rz(theta) Tz(d).</summary>
/// <param name="AM">Link length a. Unit: m.</param>
/// <param name="AlphaRad">Link twist alpha. Unit: rad.</param>
/// <param name="DM">Link offset d. Unit: m.</param>
public readonly record struct DhLink(double AM, double AlphaRad, double DM);
