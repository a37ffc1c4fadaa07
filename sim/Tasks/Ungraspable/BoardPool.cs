using DexGrasp.Core.Environments;
using DexGrasp.Sim.Environments;
using DexGrasp.Sim.Mujoco;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>Compiled boards with an object each, shared by all environments.</summary>
/// <remarks>Thread-safe after the constructor.</remarks>
public sealed class BoardPool : IDisposable
{
    private readonly ModelPool _models;
    private readonly FlatObject[] _objects;
    private readonly string[] _descriptions;

    /// <summary>Compiles the boards with objects drawn from <see cref="BoardOptions.Ranges"/>.</summary>
    public BoardPool(BoardOptions options)
        : this(options, Draw(options))
    {
    }

    /// <summary>Compiles one board for each object; all must have equally many parts.</summary>
    /// <param name="options">Physics and what varies.</param>
    /// <param name="objects">At least one.</param>
    public BoardPool(BoardOptions options, IReadOnlyList<FlatObject> objects)
    {
        Options = options;
        _objects = [.. objects];
        _descriptions = new string[_objects.Length];
        int next = 0;
        _models = new ModelPool(_objects.Length, options.WorldSeed, random =>
        {
            _descriptions[next] = BoardMjcf.Write(_objects[next], options, random);
            return _descriptions[next++];
        });
    }

    /// <summary>Gets the options.</summary>
    public BoardOptions Options { get; }

    /// <summary>Gets the number of boards.</summary>
    public int Count => _objects.Length;

    /// <summary>Gets a board's model.</summary>
    /// <param name="index">Range: 0 to Count - 1.</param>
    public MujocoModel Model(int index) => _models[index];

    /// <summary>Gets a board's description, MJCF.</summary>
    /// <param name="index">Range: 0 to Count - 1.</param>
    public string Describe(int index) => _descriptions[index];

    /// <summary>Gets a board's object.</summary>
    /// <param name="index">Range: 0 to Count - 1.</param>
    public FlatObject Object(int index) => _objects[index];

    /// <inheritdoc/>
    public void Dispose() => _models.Dispose();

    private static FlatObject[] Draw(BoardOptions options)
    {
        var random = new EpisodeRandom(EpisodeRandom.Derive(options.WorldSeed, 0xB0A2D));
        var objects = new FlatObject[options.Worlds];
        for (int i = 0; i < objects.Length; i++)
            objects[i] = FlatObject.Draw(i < options.WideShare * options.Worlds ? BoardRanges.Wide : options.Ranges, ref random);
        return objects;
    }
}
