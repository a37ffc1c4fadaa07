using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Mujoco;

namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>
/// Settled piles on disk, one small file each: attempt, exposure and poses, with a checksum. A damaged file counts as missing; a
/// folder that cannot be written is no error, only slower.
/// </summary>
/// <param name="folder">Where the files are; empty for no cache.</param>
internal sealed class PileCache(string folder)
{
    // Raise with every change of how piles are drawn and dropped: older files are then never found.
    private const string Version = "retrieval-1";
    private const int NumbersPerPose = 7, Head = 2, HashBytes = 32;

    /// <summary>Returns the name of a pile: a hash of all that it follows from.</summary>
    /// <param name="options">What is drawn.</param>
    /// <param name="index">Number of the scene.</param>
    public static string Key(SettledLibraryOptions options, int index) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{Version}|{MujocoLibrary.Version}|{options.Seed}|{index}|{options.Split}|{options.Occluders}|{options.Placement}|{options.MaxExposure:R}|{options.Ranges.Source}")));

    /// <summary>Reads a pile.</summary>
    /// <returns>False when there is none or its file is damaged.</returns>
    public bool TryRead(string key, int count, out int attempt, out double exposure, out RigidTransform[] poses)
    {
        (attempt, exposure, poses) = (0, 0, []);
        byte[] bytes;
        try
        {
            if (folder.Length == 0)
                return false;
            bytes = File.ReadAllBytes(FileOf(key));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        int size = (Head + (count * NumbersPerPose)) * sizeof(double);
        if (bytes.Length != size + HashBytes || !SHA256.HashData(bytes.AsSpan(0, size)).AsSpan().SequenceEqual(bytes.AsSpan(size)))
            return false;
        (attempt, exposure) = ((int)Number(bytes, 0), Number(bytes, 1));
        poses = new RigidTransform[count];
        for (int i = 0; i < count; i++)
        {
            int at = Head + (i * NumbersPerPose);
            poses[i] = new RigidTransform(
                Rotation.FromWxyz(Number(bytes, at + 3), Number(bytes, at + 4), Number(bytes, at + 5), Number(bytes, at + 6)),
                new Vector3d(Number(bytes, at), Number(bytes, at + 1), Number(bytes, at + 2)));
        }

        return true;
    }

    /// <summary>Keeps a pile; <paramref name="poses"/> become exactly what a later reader gets.</summary>
    public void Write(string key, int attempt, double exposure, RigidTransform[] poses)
    {
        int size = (Head + (poses.Length * NumbersPerPose)) * sizeof(double);
        byte[] bytes = new byte[size + HashBytes];
        Put(bytes, 0, attempt);
        Put(bytes, 1, exposure);
        for (int i = 0; i < poses.Length; i++)
        {
            (double w, double x, double y, double z) = poses[i].Rotation.ToWxyz();
            Vector3d p = poses[i].Translation;
            ReadOnlySpan<double> numbers = [p.X, p.Y, p.Z, w, x, y, z];
            for (int k = 0; k < NumbersPerPose; k++)
                Put(bytes, Head + (i * NumbersPerPose) + k, numbers[k]);
            poses[i] = new RigidTransform(Rotation.FromWxyz(w, x, y, z), p);
        }

        SHA256.HashData(bytes.AsSpan(0, size)).CopyTo(bytes, size);
        Store(key, bytes);
    }

    private static double Number(byte[] bytes, int index) => BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(index * sizeof(double)));

    private static void Put(byte[] bytes, int index, double value) => BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(index * sizeof(double)), value);

    private void Store(string key, byte[] bytes)
    {
        if (folder.Length == 0)
            return;
        try
        {
            Directory.CreateDirectory(folder);
            string unfinished = $"{FileOf(key)}.{Environment.ProcessId}.{Environment.CurrentManagedThreadId}.part";
            File.WriteAllBytes(unfinished, bytes);
            File.Move(unfinished, FileOf(key), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A cache that cannot be written costs time and nothing else.
        }
    }

    private string FileOf(string key) => Path.Combine(folder, $"{key}.pile");
}
