using System.Security.Cryptography;
using DexGrasp.App.Cli;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Simulation;

/// <summary>The objects and the scene that a person asked for on the command line.</summary>
/// <param name="ObjectsName">As it was asked for.</param>
/// <param name="Objects">What scenes are filled from.</param>
/// <param name="ObjectsSha256">Hash of the file; null for a set that is part of the build.</param>
/// <param name="SceneName">As it was asked for.</param>
/// <param name="Scenes">Looks and fullness: one scene, or the scenes of a group in turn.</param>
/// <param name="SceneSha256">Hash of the file; null for a scene that is part of the build.</param>
public sealed record SceneInput(
    string ObjectsName, IReadOnlyList<ObjectSpec> Objects, string? ObjectsSha256, string SceneName, IReadOnlyList<SceneSpec> Scenes, string? SceneSha256)
{
    /// <summary>Name of the objects to learn with.</summary>
    public const string TrainingSet = "train";

    /// <summary>Name of the objects for evaluation alone.</summary>
    public const string HeldOutSet = "heldout";

    /// <summary>Name of the flat objects that are wider than the hand opens, for a board.</summary>
    public const string FlatSet = "flat";

    /// <summary>Name of the held-out table tops, one episode after the other.</summary>
    public const string Tables = "tables";

    /// <summary>Name of the held-out lights, one episode after the other.</summary>
    public const string Lights = "lights";

    /// <summary>Gets the first scene.</summary>
    public SceneSpec Scene => Scenes[0];

    /// <summary>Returns the scene of an episode.</summary>
    /// <param name="seed">Of the episode. Range: 0 and up.</param>
    public SceneSpec SceneOf(int seed) => Scenes[seed % Scenes.Count];

    /// <summary>Reads both.</summary>
    /// <param name="objects">"train", "heldout", "flat" or a JSON file.</param>
    /// <param name="scene">Name of a shipped scene or of a group of them, or a JSON file.</param>
    /// <exception cref="UserErrorException">There is no such set, scene or file.</exception>
    /// <exception cref="Sim.Data.DataFileException">A file cannot be used; the message names field, value and allowed range.</exception>
    public static SceneInput Load(string objects, string scene)
    {
        bool isShipped = scene is Tables or Lights || SceneCatalog.Find(scene) is not null;
        IReadOnlyList<SceneSpec> scenes = scene switch
        {
            Tables => SceneCatalog.HeldOutTables,
            Lights => SceneCatalog.HeldOutLightings,
            _ when SceneCatalog.Find(scene) is { } shipped => [shipped],
            _ when File.Exists(scene) => [SceneReader.Load(scene)],
            _ => throw new UserErrorException(
                $"There is no scene '{scene}'.",
                $"Use one of {string.Join(", ", SceneCatalog.All.Select(s => s.Name))}, a group ({Tables}, {Lights}), or a JSON file that is there (docs/scenes.md)."),
        };
        (IReadOnlyList<ObjectSpec> specs, string? objectsHash) = objects switch
        {
            TrainingSet => (ObjectCatalog.Training, null),
            HeldOutSet => (ObjectCatalog.HeldOut, null),
            FlatSet => (ObjectCatalog.Flat, null),
            _ when File.Exists(objects) => (ObjectSetReader.Load(objects, scenes[0].Furniture), Hash(objects)),
            _ => throw new UserErrorException(
                $"There is no object set '{objects}'.", $"Use {TrainingSet}, {HeldOutSet}, {FlatSet}, or a JSON file that is there (docs/objects.md)."),
        };
        return new SceneInput(objects, specs, objectsHash, scene, scenes, isShipped ? null : Hash(scene));
    }

    private static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));
}
