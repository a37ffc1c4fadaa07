namespace DexGrasp.Core.Images;

/// <summary>What a camera is fixed to.</summary>
public enum CameraMount
{
    /// <summary>Fixed in the world, as the head camera is.</summary>
    World,

    /// <summary>Fixed to the arm's flange, as the wrist camera is.</summary>
    Flange,
}
