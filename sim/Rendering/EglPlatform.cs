namespace DexGrasp.Sim.Rendering;

/// <summary>Where EGL draws.</summary>
internal enum EglPlatform
{
    /// <summary>Mesa, without any surface.</summary>
    Surfaceless,

    /// <summary>Mesa, with a small surface for drivers that cannot do without.</summary>
    Pbuffer,

    /// <summary>A GPU by its own driver, such as NVIDIA's, which knows no surfaceless platform.</summary>
    Device,
}
