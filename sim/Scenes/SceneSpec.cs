using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Scenes;

/// <summary>What a scene looks like and how full it is. Read from JSON by <see cref="SceneReader"/>; the schema is in docs/scenes.md.</summary>
/// <param name="Name">For reports.</param>
/// <param name="Table">The table top.</param>
/// <param name="Ambient">Light that comes from everywhere. Range: [0, 1].</param>
/// <param name="Lights">Zero to six.</param>
/// <param name="CameraOffsets">Cameras that stand elsewhere.</param>
/// <param name="MinObjects">Fewest objects that may be asked for. Range: [1, 25].</param>
/// <param name="MaxObjects">Most objects that may be asked for. Range: [MinObjects, 25].</param>
/// <param name="Distractors">Further objects in the area that are never asked for. Range: [0, 15].</param>
public sealed record SceneSpec(
    string Name,
    TableSpec Table,
    double Ambient,
    IReadOnlyList<LightSpec> Lights,
    IReadOnlyList<CameraOffset> CameraOffsets,
    int MinObjects,
    int MaxObjects,
    int Distractors)
{
    /// <summary>Light wood under a window and a soft lamp, sparse.</summary>
    public static SceneSpec Default { get; } = new(
        "default",
        new TableSpec(TablePattern.Wood, [new Colour(0.76, 0.68, 0.57), new Colour(0.70, 0.61, 0.50)]),
        0.38,
        [
            new LightSpec(new(0.1, 0.9, 1.8), new(0.2, 0.4, 0.8), new Colour(1, 1, 0.96), 0.42, Directional: true, CastsShadow: true),
            new LightSpec(new(0.9, -0.8, 1.6), new(0.5, -0.3, 0.6), new Colour(0.92, 0.95, 1), 0.2, Directional: true, CastsShadow: false),
        ],
        [],
        Density.Sparse.Min, Density.Sparse.Max, 0);

    /// <summary>Gets how far cameras are from where their calibration says that they are: what is left over after calibrating. Default: nowhere.</summary>
    public IReadOnlyList<CameraOffset> CalibrationErrors { get; init; } = [];

    /// <summary>Gets what stands on the table. Default: a tray.</summary>
    public WorkcellFurniture Furniture { get; init; }

    /// <summary>Gets the reference work cell with this furniture.</summary>
    public Workcell Cell => Furniture == WorkcellFurniture.Board ? Board.Cell : Workcell.Reference;

    /// <summary>Gets the reference robot with a rest pose that fits this furniture.</summary>
    public RobotModel Robot => Furniture == WorkcellFurniture.Board ? Board.Robot : Rm75.Model;

    /// <summary>Returns the work cell with this scene's camera offsets: where the cameras are as far as anybody knows.</summary>
    public Workcell ApplyTo(Workcell cell) => Moved(cell, CameraOffsets);

    /// <summary>Returns the work cell with the calibration errors as well: where the cameras really are.</summary>
    /// <param name="known">The work cell from <see cref="ApplyTo"/>.</param>
    internal Workcell ApplyErrorsTo(Workcell known) => Moved(known, CalibrationErrors);

    /// <summary>Returns this scene with another number of objects.</summary>
    public SceneSpec WithDensity(Density density) => this with { MinObjects = density.Min, MaxObjects = density.Max };

    /// <summary>Returns this scene with exactly so many objects.</summary>
    /// <param name="count">Range: [1, 25].</param>
    public SceneSpec WithCount(int count) => this with { MinObjects = count, MaxObjects = count };

    private static Workcell Moved(Workcell cell, IReadOnlyList<CameraOffset> offsets) => offsets.Count == 0 ? cell : cell with
    {
        Cameras = [.. cell.Cameras.Select(camera => offsets.FirstOrDefault(o => o.Camera == camera.Name) is { } offset
            ? camera with { MountFromCamera = offset.ApplyTo(camera.MountFromCamera) } : camera)],
    };
}
