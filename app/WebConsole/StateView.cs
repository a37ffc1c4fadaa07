namespace DexGrasp.App.WebConsole;

/// <summary>A joint measurement as browsers get it.</summary>
/// <param name="Type">"state".</param>
/// <param name="Number">Number of the state.</param>
/// <param name="AtS">Driver host's clock. Unit: s.</param>
/// <param name="Mode">What the gate does with commands.</param>
/// <param name="PositionsRad">Shape: [13]. Unit: rad.</param>
/// <param name="CommandedRad">Shape: [13]. Unit: rad.</param>
/// <param name="EffortsNm">Shape: [13]. Unit: N m.</param>
/// <param name="RateHz">States that arrived in the last second.</param>
/// <param name="ChunkAgeS">Age of the pictures that the motion under way was made from; null when none is. Unit: s.</param>
internal sealed record StateView(
    string Type, long Number, double AtS, string Mode, double[] PositionsRad, double[] CommandedRad, double[] EffortsNm, double RateHz, double? ChunkAgeS);
