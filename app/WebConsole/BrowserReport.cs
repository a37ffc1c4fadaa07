using System.Text.Json;

namespace DexGrasp.App.WebConsole;

/// <summary>How a browser fares.</summary>
/// <param name="Skipped">Pictures that it was too slow for.</param>
/// <param name="Gauges">What it says about itself; null before it did.</param>
internal sealed record BrowserReport(long Skipped, JsonElement? Gauges);
