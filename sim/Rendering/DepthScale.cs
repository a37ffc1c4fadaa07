namespace DexGrasp.Sim.Rendering;

/// <summary>Turns depth-buffer values into distances along the optical axis.</summary>
/// <param name="nearM">Near plane. Unit: m.</param>
/// <param name="farM">Far plane. Unit: m.</param>
internal readonly struct DepthScale(double nearM, double farM)
{
    private readonly double _near = nearM;
    private readonly double _slope = 1 - (nearM / farM);

    /// <summary>Converts a row.</summary>
    /// <param name="buffer">Range: 0 (near plane) to 1 (far plane, nothing seen).</param>
    /// <param name="metres">Shape: as <paramref name="buffer"/>. Unit: m; 0 where nothing is seen.</param>
    public void ToMetres(ReadOnlySpan<float> buffer, Span<float> metres)
    {
        for (int i = 0; i < buffer.Length; i++)
            metres[i] = buffer[i] >= 1 ? 0 : (float)(_near / (1 - (buffer[i] * _slope)));
    }
}
