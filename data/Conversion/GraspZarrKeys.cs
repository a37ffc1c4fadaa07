namespace DexGrasp.Data.Conversion;

/// <summary>Arrays of DexGraspVLA's zarr stores (a replay buffer of diffusion_policy). K frames, J episodes.</summary>
internal static class GraspZarrKeys
{
    /// <summary>Joint targets. Shape: [K, 13].</summary>
    public const string Action = "data/action";

    /// <summary>Measured joints. Shape: [K, 13].</summary>
    public const string State = "data/right_state";

    /// <summary>Head pictures and masks. Shape: [K, H, W, 4]: blue, green, red, mask; uint8.</summary>
    public const string Head = "data/rgbm";

    /// <summary>Wrist pictures. Shape: [K, H, W, 3]: blue, green, red; uint8.</summary>
    public const string Wrist = "data/right_cam_img";

    /// <summary>Frame after the last of each episode. Shape: [J].</summary>
    public const string Ends = "meta/episode_ends";

    /// <summary>Provenance entry that keeps the number that stood for "target" in the source's masks.</summary>
    public const string MaskValue = "zarr_mask_value";
}
