using DexGrasp.Core.Environments;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>
/// What a skill with privileged knowledge sees: hand and object as they are, the object's pose with an error that an episode keeps.
/// All lengths relative to the object, the edge or the wall, all scaled to about 1.
/// </summary>
internal struct BoardObservation
{
    /// <summary>Numbers of an observation.</summary>
    public const int Size = 71;

    /// <summary>Numbers that only the critic sees: mass, friction, delay, touching fingers.</summary>
    public const int PrivilegedSize = 8;

    private Vector3d _error;
    private double _yawError;

    /// <summary>Draws the errors of an episode.</summary>
    public void Begin(BoardOptions options, ref EpisodeRandom random)
    {
        double m = options.PoseErrorM;
        _error = new Vector3d(random.Between(-m, m), random.Between(-m, m), random.Between(-m, m) / 2);
        _yawError = random.Between(-options.PoseErrorRad, options.PoseErrorRad);
    }

    /// <summary>Writes the observation.</summary>
    /// <param name="world">The state.</param>
    /// <param name="options">Noise.</param>
    /// <param name="random">Of the noise.</param>
    /// <param name="lastAction">Shape: [8].</param>
    /// <param name="to">Shape: [71].</param>
    public readonly void Write(BoardWorld world, BoardOptions options, ref EpisodeRandom random, ReadOnlySpan<float> lastAction, Span<float> to)
    {
        Vector3d at = world.WorldFromObject.Translation + _error;
        Rotation turn = Rotation.FromAxisAngle(new Vector3d(0, 0, 1), _yawError) * world.WorldFromObject.Rotation;
        int n = 0;
        Put(to, ref n, (world.WorldFromTool.Translation - at) * 5);
        Put(to, ref n, (world.WorldFromTool.Rotation * Board.Wrist.WorldFromRest.Inverse()).ToRotationVector());
        foreach (Vector3d tip in world.TipPositions)
            Put(to, ref n, (tip - at) * 5);
        Put(to, ref n, world.HalfSize * 10);
        Put(to, ref n, new Vector3d(at.X - Board.MiddleX, at.Y - Board.EdgeY, at.Z - Board.TopZ - world.HalfSize.Z) * 5);
        to[n++] = (float)(5 * (at.Y - Board.WallY));
        Put(to, ref n, turn * new Vector3d(1, 0, 0));
        Put(to, ref n, turn * new Vector3d(0, 1, 0));
        Put(to, ref n, world.Velocity.Linear * 2);
        Put(to, ref n, world.Velocity.Angular * 0.3);
        to[n++] = (float)(5 * (world.Goal.X - at.X));
        to[n++] = (float)(5 * (world.Goal.Y - at.Y));
        to[n++] = (float)(world.YawRad + _yawError);
        Put(to, ref n, world.Pull * 30);
        for (int i = 0; i < RobotModel.Dof; i++)
            to[n++] = (float)(world.JointsRad[i] + (options.JointNoiseRad * random.NextGaussian()));
        (to[n], to[n + 1], to[n + 2]) = ((float)world.TargetsRad[7], (float)world.TargetsRad[8], (float)world.TargetsRad[9]);
        n += 3;
        lastAction.CopyTo(to[n..]);
        n += BoardWorld.ActionSize;
        to[n++] = (float)(world.LowestM * 10);
        for (int i = 0; i < n; i++)
            to[i] = Math.Clamp(to[i], -20, 20);
    }

    /// <summary>Writes what only the critic sees.</summary>
    public static void WritePrivileged(BoardWorld world, FlatObject flat, bool delayed, Span<float> to)
    {
        (to[0], to[1], to[2]) = ((float)(flat.MassKg * 3), (float)flat.Friction, delayed ? 1 : 0);
        for (int i = 0; i < BoardWorld.Tips; i++)
            to[3 + i] = world.Touches[i] ? 1 : 0;
    }

    private static void Put(Span<float> to, ref int n, Vector3d v)
    {
        (to[n], to[n + 1], to[n + 2]) = ((float)v.X, (float)v.Y, (float)v.Z);
        n += 3;
    }
}
