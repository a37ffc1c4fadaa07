using System.Globalization;
using System.Runtime.InteropServices;
using DexGrasp.Bench.Physics;
using DexGrasp.Core.Environments;
using DexGrasp.Core.Robots;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Environments;
using DexGrasp.Sim.Mujoco;
using DexGrasp.Sim.Tasks.Ungraspable;

namespace DexGrasp.Bench.Environments;

/// <summary>
/// One run of environments whose actions repeat, on any number of threads, and the same physics as a C program does it. Pushing at
/// the board stands for all tasks: what an environment adds to the physics is the same in kind and number.
/// </summary>
internal sealed class RecordedRun : IDisposable
{
    /// <summary>Environments.</summary>
    public const int Count = 32;

    /// <summary>Control periods of a run; short enough that no episode ends.</summary>
    public const int Periods = 40;

    private const ulong Seed = 11;
    private const double Vigour = 0.25;
    private readonly BoardPool _pool = new(new BoardOptions { Worlds = 1, VaryRobot = false, Ranges = BoardRanges.Default with { DelayedShare = 0 } });
    private readonly float[] _actions = new float[Periods * Count * BoardControl.ActionSize];

    /// <summary>Draws the actions.</summary>
    public RecordedRun()
    {
        var random = new EpisodeRandom(Seed);
        for (int i = 0; i < _actions.Length; i++)
            _actions[i] = (float)Math.Clamp(Vigour * random.NextGaussian(), -1, 1);
    }

    /// <summary>Makes environments to run on.</summary>
    /// <param name="threads">Of the vector.</param>
    /// <param name="made">Receives them in order.</param>
    public VectorEnvironment Make(int threads, BoardEnvironment[] made) =>
        new((i, _) => made[i] = new BoardEnvironment(_pool, new PushSkill()), Count, threads);

    /// <summary>Runs from the start.</summary>
    /// <param name="vector">From <see cref="Make"/>.</param>
    /// <param name="afterPeriod">Called after each period, or null.</param>
    public void Run(VectorEnvironment vector, Action<int>? afterPeriod = null)
    {
        const int Width = Count * BoardControl.ActionSize;
        for (int p = 0; p < Periods; p++)
        {
            vector.Step(_actions.AsSpan(p * Width, Width));
            if (vector.Batch.Terminated.AsSpan().Contains(true) || vector.Batch.Truncated.AsSpan().Contains(true))
                throw new InvalidOperationException($"An episode ended in period {p}; the C program, which begins none anew, cannot do the same. Use calmer actions.");
            afterPeriod?.Invoke(p);
        }
    }

    /// <summary>Begins the episodes; always the same ones.</summary>
    public static void Reset(VectorEnvironment vector) => vector.Reset(Seed);

    /// <summary>Returns a hash of all positions and velocities.</summary>
    public static ulong Hash(BoardEnvironment[] environments)
    {
        ulong hash = 14695981039346656037;
        foreach (BoardEnvironment environment in environments)
        {
            foreach (byte b in MemoryMarshal.AsBytes(environment.World.Data.Qpos))
                hash = (hash ^ b) * 1099511628211;
            foreach (byte b in MemoryMarshal.AsBytes(environment.World.Data.Qvel))
                hash = (hash ^ b) * 1099511628211;
        }

        return hash;
    }

    /// <summary>Records the targets of a run and starts the C program on them.</summary>
    /// <returns>Null, and why, where there is no C compiler or no MuJoCo header.</returns>
    public CProgram? TryStartC(out string reason)
    {
        var made = new BoardEnvironment[Count];
        using VectorEnvironment vector = Make(1, made);
        Reset(vector);
        var numbers = new List<double>();
        foreach (BoardEnvironment environment in made)
        {
            numbers.AddRange(environment.World.Data.Qpos);
            numbers.AddRange(environment.World.Data.Ctrl);
        }

        Run(vector, _ =>
        {
            foreach (BoardEnvironment environment in made)
                numbers.AddRange(environment.World.Data.Ctrl);
        });
        MujocoModel model = _pool.Model(0);
        int subSteps = (int)Math.Round(BoardWorld.ControlPeriodS / model.TimestepS);
        return CProgram.TryStart("vector_rate", folder =>
        {
            string xml = Path.Combine(folder, "model.xml"), run = Path.Combine(folder, "run.bin");
            File.WriteAllText(xml, _pool.Describe(0));
            File.WriteAllBytes(run, MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(numbers)));
            return [xml, run, .. new[] { Count, Periods, subSteps, RobotModel.ArmDof }.Select(n => n.ToString(CultureInfo.InvariantCulture))];
        }, out reason);
    }

    /// <inheritdoc/>
    public void Dispose() => _pool.Dispose();
}
