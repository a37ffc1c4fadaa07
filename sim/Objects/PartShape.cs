namespace DexGrasp.Sim.Objects;

/// <summary>The convex shapes that objects are made of.</summary>
public enum PartShape
{
    /// <summary>Size: full extents along x, y, z.</summary>
    Box,

    /// <summary>Size: diameter, length along z.</summary>
    Cylinder,

    /// <summary>Size: diameter.</summary>
    Sphere,

    /// <summary>Size: diameter, whole length along z with both round ends.</summary>
    Capsule,

    /// <summary>Size: full extents along x, y, z.</summary>
    Ellipsoid,
}
