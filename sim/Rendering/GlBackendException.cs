namespace DexGrasp.Sim.Rendering;

/// <summary>One way of drawing does not work here; the next one is tried.</summary>
internal sealed class GlBackendException(string message) : Exception(message);
