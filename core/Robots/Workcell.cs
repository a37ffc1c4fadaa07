using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;

namespace DexGrasp.Core.Robots;

/// <summary>Where things stand around the robot. World frame: z up, z = 0 is the table top, x away from the robot, y to its left.</summary>
/// <param name="AreaCenter">Centre of the area that holds the objects, on the surface that they lie on. Unit: m.</param>
/// <param name="AreaSizeX">Extent of the area along x. Unit: m.</param>
/// <param name="AreaSizeY">Extent of the area along y. Unit: m.</param>
/// <param name="TrayCenter">Centre of the tray's floor. Unit: m.</param>
/// <param name="TraySizeX">Inner extent of the tray along x. Unit: m.</param>
/// <param name="TraySizeY">Inner extent of the tray along y. Unit: m.</param>
/// <param name="TrayWallHeight">Height of the tray's rim above the table. Unit: m.</param>
/// <param name="Cameras">All cameras; "head" and "wrist" are always there.</param>
public sealed record Workcell(
    Vector3d AreaCenter,
    double AreaSizeX,
    double AreaSizeY,
    Vector3d TrayCenter,
    double TraySizeX,
    double TraySizeY,
    double TrayWallHeight,
    IReadOnlyList<CameraSpec> Cameras)
{
    /// <summary>Gets what stands on the table. Default: a tray.</summary>
    public WorkcellFurniture Furniture { get; init; }

    /// <summary>Gets whether there is a tray to put objects into; without one what is picked up stays in the hand.</summary>
    public bool HasTray => Furniture == WorkcellFurniture.Tray;

    /// <summary>
    /// The reference cell: a 45 x 45 cm area in front of the column, the tray to its right. This is the one place that
    /// sets camera sizes, rates and poses.
    /// </summary>
    public static Workcell Reference { get; } = new(
        AreaCenter: new Vector3d(0.29, 0, 0), AreaSizeX: 0.45, AreaSizeY: 0.45,
        TrayCenter: new Vector3d(0.29, -0.37, 0.004), TraySizeX: 0.36, TraySizeY: 0.22, TrayWallHeight: 0.035,
        Cameras:
        [
            new("head", 640, 480, 10, HasDepth: true, 46 * Math.PI / 180, CameraMount.World, CameraSpec.LookAt(new(-0.04, 0.42, 0.92), new(0.29, -0.10, 0))),
            new("wrist", 320, 240, 10, HasDepth: true, 70 * Math.PI / 180, CameraMount.Flange, CameraSpec.LookAt(new(0.095, -0.045, -0.01), new(0.034, 0, 0.17))),
            new("outside", 640, 480, 10, HasDepth: false, 45 * Math.PI / 180, CameraMount.World, CameraSpec.LookAt(new(1.30, 0.75, 0.95), new(0.20, -0.12, 0.30))),
        ]);

    /// <summary>Returns a camera by name.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the message lists those there are.</exception>
    public CameraSpec Camera(string name) => Cameras.FirstOrDefault(c => c.Name == name)
        ?? throw new ArgumentException($"No camera '{name}' in this work cell; there are: {string.Join(", ", Cameras.Select(c => c.Name))}.");
}
