using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Objects;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>
/// Scenes in which the target lies covered at the bottom of the box, from the disk or dropped anew. Equal options give equal bits,
/// whatever the number of threads.
/// </summary>
/// <remarks>Thread-safe after the constructor.</remarks>
public sealed class SettledLibrary
{
    private readonly SettledPile[] _piles;
    private readonly int[] _faults = new int[Enum.GetValues<SettlingFault>().Length];
    private int _fromDisk;

    /// <summary>Reads or drops the scenes.</summary>
    /// <param name="options">Default: as they stand in <see cref="SettledLibraryOptions"/>.</param>
    /// <param name="ready">Called with the number of each scene that is ready, from any thread; null for nobody.</param>
    /// <exception cref="SceneException">A scene could not be made in the allowed number of attempts; the message says what failed how often.</exception>
    public SettledLibrary(SettledLibraryOptions? options = null, Action<int>? ready = null)
    {
        Options = options ?? new SettledLibraryOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(Options.Scenes, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(Options.Occluders is >= 1 and <= 24, true, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(Options.MaxAttempts, 1);
        _piles = new SettledPile[Options.Scenes];
        var cache = new PileCache(Options.Folder ?? Path.Combine(SceneCache.DefaultFolder, "retrieval"));
        try
        {
            Parallel.For(0, _piles.Length, new ParallelOptions { MaxDegreeOfParallelism = Options.Threads }, i =>
            {
                _piles[i] = Make(cache, i);
                ready?.Invoke(i);
            });
        }
        catch (AggregateException e) when (e.InnerException is SceneException inner)
        {
            throw new SceneException(inner.Message);
        }
    }

    /// <summary>Gets what the scenes were made from.</summary>
    public SettledLibraryOptions Options { get; }

    /// <summary>Gets the scenes.</summary>
    public IReadOnlyList<SettledPile> Piles => _piles;

    /// <summary>Gets how many scenes were on disk.</summary>
    public int FromDisk => _fromDisk;

    /// <summary>Returns how many piles were dropped and ended in this way; what came from the disk does not count.</summary>
    public int Count(SettlingFault fault) => _faults[(int)fault];

    private SettledPile Make(PileCache cache, int index)
    {
        string key = PileCache.Key(Options, index);
        if (cache.TryRead(key, Options.Occluders + 1, out int kept, out double exposure, out RigidTransform[] poses))
        {
            Interlocked.Increment(ref _fromDisk);
            return new SettledPile(Items(index, kept, out _), poses, exposure);
        }

        Span<int> faults = stackalloc int[_faults.Length];
        for (int attempt = 0; attempt < Options.MaxAttempts; attempt++)
        {
            ObjectSpec[] items = Items(index, attempt, out EpisodeRandom random);
            using var settler = new PileSettler(items, Options.Placement, random);
            SettlingFault fault = settler.Settle(Options.MaxExposure, out SettledPile? pile);
            faults[(int)fault]++;
            Interlocked.Increment(ref _faults[(int)fault]);
            if (pile is null)
                continue;
            RigidTransform[] settled = [.. pile.WorldFromItems];
            cache.Write(key, attempt, pile.Exposure, settled);
            return pile with { WorldFromItems = settled };
        }

        throw new SceneException($"Seed {Options.Seed}, scene {index}: none of {Options.MaxAttempts} piles of a target and {Options.Occluders} occluders ({Options.Split}, {Options.Placement}) could be used: "
            + $"{faults[(int)SettlingFault.Restless]} did not come to rest, {faults[(int)SettlingFault.Penetration]} overlapped, {faults[(int)SettlingFault.OutOfBox]} left the box, "
            + $"{faults[(int)SettlingFault.TargetOffFloor]} lifted the target, {faults[(int)SettlingFault.Exposed]} showed {Options.MaxExposure:P0} of it or more. Allow more exposure, more occluders or smaller targets.");
    }

    private ObjectSpec[] Items(int index, int attempt, out EpisodeRandom random)
    {
        random = new EpisodeRandom(EpisodeRandom.Derive(EpisodeRandom.Derive(Options.Seed, (ulong)index), (ulong)attempt));
        return RetrievalItems.Draw(Options.Ranges, Options.Split, Options.Occluders, ref random);
    }
}
