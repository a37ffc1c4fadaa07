using DexGrasp.Core.Environments;
using DexGrasp.Sim.Mujoco;

namespace DexGrasp.Sim.Environments;

/// <summary>
/// Compiled models of one shape that differ in sizes, masses, frictions, gains: all that an episode cannot vary while others use the
/// same model. Every environment on every thread draws from the pool; none writes to it.
/// </summary>
/// <remarks>Thread-safe after the constructor.</remarks>
public sealed class ModelPool : IDisposable
{
    private readonly MujocoModel[] _models;

    /// <summary>Compiles the models.</summary>
    /// <param name="count">Range: at least 1.</param>
    /// <param name="seed">Model k is a function of this and k alone.</param>
    /// <param name="write">Writes the description of a model.</param>
    /// <exception cref="MujocoModelException">MuJoCo refuses one, or one differs in shape from the first.</exception>
    public ModelPool(int count, ulong seed, Func<EpisodeRandom, string> write)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _models = new MujocoModel[count];
        for (int k = 0; k < count; k++)
        {
            _models[k] = MujocoModel.FromXml(write(new EpisodeRandom(EpisodeRandom.Derive(seed, (ulong)k))));
            if (!_models[k].HasShapeOf(_models[0]))
                throw new MujocoModelException($"Model {k} of the pool has other bodies, joints, shapes or buffers than the first; one simulation cannot run both. Give all the same elements and the same size element.");
        }
    }

    /// <summary>Gets the number of models.</summary>
    public int Count => _models.Length;

    /// <summary>Gets a model.</summary>
    /// <param name="index">Range: 0 to Count - 1.</param>
    public MujocoModel this[int index] => _models[index];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (MujocoModel model in _models)
            model.Dispose();
    }
}
