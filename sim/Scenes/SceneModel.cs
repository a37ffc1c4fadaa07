namespace DexGrasp.Sim.Scenes;

/// <summary>A model's text and the files that it names.</summary>
/// <param name="Mjcf">Text in MuJoCo's format.</param>
/// <param name="Assets">Content by file name.</param>
internal sealed record SceneModel(string Mjcf, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Assets);
