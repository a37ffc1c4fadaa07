namespace DexGrasp.Sim.Scenes;

/// <summary>How a light moves and changes colour with simulated time.</summary>
/// <param name="RadiusM">It circles level about its position at this radius. Unit: m. Range: [0, 2].</param>
/// <param name="PeriodS">Time of one round. Unit: s. Range: [0.5, 600].</param>
/// <param name="ColourPeriodS">Time in which its hue goes round once; 0 keeps the colour. Unit: s. Range: [0, 600].</param>
public sealed record LightMotion(double RadiusM, double PeriodS, double ColourPeriodS);
