using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Mujoco;

namespace DexGrasp.Sim.Scenes;

/// <summary>
/// Settled scenes on disk, one small file each, named by a hash of all that they follow from. A file that is damaged or of
/// another version counts as missing; a folder that cannot be written is no error, only slower.
/// </summary>
public sealed class SceneCache
{
    // Raise with every change of how objects are dropped: older files are then never found.
    private const string Version = "settled-1";
    private const int NumbersPerPose = 7;
    private const int HashBytes = 32;
    private readonly string _folder;

    /// <summary>Makes a cache.</summary>
    /// <param name="folder">Where the files are; empty for no cache.</param>
    public SceneCache(string folder) => _folder = folder;

    /// <summary>Gets the usual folder: <c>dexgrasp/scenes</c> in <c>XDG_CACHE_HOME</c>, or in <c>~/.cache</c> (XDG Base Directory Specification).</summary>
    public static string DefaultFolder
    {
        get
        {
            string? root = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            if (string.IsNullOrEmpty(root) || !Path.IsPathRooted(root))
                root = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
            return Path.Combine(root, "dexgrasp", "scenes");
        }
    }

    /// <summary>Returns the name of a scene: a hash of the objects with their starts, the seed and the physics library.</summary>
    internal static string Key(string mjcf, int seed, int attempt) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Version}|{MujocoLibrary.Version}|{seed}|{attempt}|{mjcf}")));

    /// <summary>Reads a scene.</summary>
    /// <returns>False when there is none or its file is damaged.</returns>
    internal bool TryRead(string key, int count, out RigidTransform[] poses)
    {
        poses = [];
        if (_folder.Length == 0)
            return false;
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(FileOf(key));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        int size = count * NumbersPerPose * sizeof(double);
        if (bytes.Length != size + HashBytes || !SHA256.HashData(bytes.AsSpan(0, size)).AsSpan().SequenceEqual(bytes.AsSpan(size)))
            return false;
        var read = new RigidTransform[count];
        Span<double> n = stackalloc double[NumbersPerPose];
        for (int i = 0; i < count; i++)
        {
            for (int k = 0; k < NumbersPerPose; k++)
                n[k] = BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(((i * NumbersPerPose) + k) * sizeof(double)));
            read[i] = new RigidTransform(Rotation.FromWxyz(n[3], n[4], n[5], n[6]), new Vector3d(n[0], n[1], n[2]));
        }

        poses = read;
        return true;
    }

    /// <summary>Keeps a scene; <paramref name="poses"/> become exactly what a later reader gets.</summary>
    internal void Write(string key, RigidTransform[] poses)
    {
        int size = poses.Length * NumbersPerPose * sizeof(double);
        byte[] bytes = new byte[size + HashBytes];
        for (int i = 0; i < poses.Length; i++)
        {
            Vector3d p = poses[i].Translation;
            (double w, double x, double y, double z) = poses[i].Rotation.ToWxyz();
            ReadOnlySpan<double> numbers = [p.X, p.Y, p.Z, w, x, y, z];
            for (int k = 0; k < NumbersPerPose; k++)
                BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(((i * NumbersPerPose) + k) * sizeof(double)), numbers[k]);

            // Reading normalises the quaternion once more, which may move its last bit; both ways must give the same.
            poses[i] = new RigidTransform(Rotation.FromWxyz(w, x, y, z), p);
        }

        SHA256.HashData(bytes.AsSpan(0, size)).CopyTo(bytes, size);
        Store(key, bytes);
    }

    private void Store(string key, byte[] bytes)
    {
        if (_folder.Length == 0)
            return;
        try
        {
            Directory.CreateDirectory(_folder);
            string unfinished = $"{FileOf(key)}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.part";
            File.WriteAllBytes(unfinished, bytes);
            File.Move(unfinished, FileOf(key), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A cache that cannot be written costs time and nothing else.
        }
    }

    private string FileOf(string key) => Path.Combine(_folder, $"{key}.scene");
}
