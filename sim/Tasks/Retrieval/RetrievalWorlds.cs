using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Environments;
using DexGrasp.Sim.Mujoco;

namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>The compiled models of a library's scenes, each with servos and damping of its own; all environments of a run share them.</summary>
/// <remarks>Thread-safe after the constructor. Dispose it after the environments.</remarks>
public sealed class RetrievalWorlds : IDisposable
{
    private readonly ModelPool _pool;
    private readonly Vector3d[][] _halfM;

    /// <summary>Compiles the models.</summary>
    /// <param name="library">The scenes.</param>
    /// <param name="timestepS">Physics step. Unit: s. Default: 0.005, for training; 0.002 is the rest of the simulator's.</param>
    /// <param name="randomised">Whether servos and damping vary from model to model. Default: yes.</param>
    /// <param name="quick">
    /// Whether contacts are cheap: pyramidal cones, one point a pair of round shapes, no pass against slip. Less than half the time;
    /// enough for pushing, too little for grasping. For training alone: judge with the others. Default: no.
    /// </param>
    /// <exception cref="MujocoModelException">MuJoCo refuses one.</exception>
    public RetrievalWorlds(SettledLibrary library, double timestepS = 0.005, bool randomised = true, bool quick = false)
    {
        Library = library;
        TimestepS = timestepS;
        int next = 0;
        _pool = new ModelPool(library.Piles.Count, library.Options.Seed, random =>
        {
            SettledPile pile = library.Piles[next++];
            double gain = library.Options.Ranges.ServoGain.Draw(ref random), damping = library.Options.Ranges.Damping.Draw(ref random);
            return RetrievalMjcf.Write(pile.Items, pile.WorldFromItems, randomised ? gain : 1, randomised ? damping : 1, timestepS, quick);
        });
        _halfM = [.. library.Piles.Select(p => p.Items.Select(RetrievalItems.HalfM).ToArray())];
    }

    /// <summary>Gets the scenes.</summary>
    public SettledLibrary Library { get; }

    /// <summary>Gets the physics step. Unit: s.</summary>
    public double TimestepS { get; }

    /// <summary>Gets the number of models.</summary>
    public int Count => _pool.Count;

    /// <summary>Gets how many objects each has, target included.</summary>
    public int Objects => Library.Options.Occluders + 1;

    /// <summary>Gets a model.</summary>
    /// <param name="index">Range: 0 to Count - 1.</param>
    public MujocoModel this[int index] => _pool[index];

    /// <summary>Returns half the extents of a scene's objects along their own axes. Shape: [Objects]. Unit: m.</summary>
    public ReadOnlySpan<Vector3d> HalfM(int index) => _halfM[index];

    /// <inheritdoc/>
    public void Dispose() => _pool.Dispose();
}
