namespace DexGrasp.Data.Sidecars;

/// <summary>What a sidecar holds.</summary>
public enum SidecarKind
{
    /// <summary>A bit per pixel: whether it belongs to the target.</summary>
    Mask,

    /// <summary>Distance along the optical axis in steps of <see cref="DepthCodec.UnitM"/>.</summary>
    Depth,
}
