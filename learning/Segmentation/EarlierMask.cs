using System.Runtime.InteropServices;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using DexGrasp.Learning.Samples;

namespace DexGrasp.Learning.Segmentation;

/// <summary>Looks up what a tracker remembers: the target's mask in an earlier frame of the same episode, where the present window has it.</summary>
/// <param name="file">Stays the caller's.</param>
internal sealed class EarlierMask(SampleFile file)
{
    private const int MostBack = 16;
    private const int FewestPixels = 10;
    private const double NearToolM = 0.13;
    private const double ClosedRad = 0.35;

    /// <summary>Counts the pixels that belong to the target for the most part.</summary>
    public static int Count(ReadOnlySpan<byte> mask)
    {
        int count = 0;
        foreach (byte share in mask)
            count += share >= 128 ? 1 : 0;
        return count;
    }

    /// <summary>Finds an earlier mask that shows the target.</summary>
    /// <param name="index">The present sample.</param>
    /// <param name="back">How many frames to go back at least. Range: at least 1.</param>
    /// <param name="carries">Whether the mask moves with the tool where a closed hand may hold the target.</param>
    /// <param name="into">Shape: [HeadSide x HeadSide], of the present window. Written.</param>
    /// <returns>False where the episode has none.</returns>
    public bool Find(int index, int back, bool carries, Span<byte> into)
    {
        ReadOnlySpan<byte> now = file[index];
        for (int earlier = index - back; earlier >= 0 && index - earlier <= MostBack; earlier--)
        {
            ReadOnlySpan<byte> then = file[earlier];
            if (MemoryMarshal.Read<int>(then) != MemoryMarshal.Read<int>(now) || MemoryMarshal.Read<int>(then[4..]) >= MemoryMarshal.Read<int>(now[4..]))
                return false;
            ReadOnlySpan<byte> mask = then.Slice(SampleLayout.HeadMask, into.Length);
            if (Count(mask) < FewestPixels)
                continue;
            (int x, int y) = carries ? Carried(then, now) : (0, 0);
            Shift(mask, x + Corner(then, 0) - Corner(now, 0), y + Corner(then, 1) - Corner(now, 1), into);
            return true;
        }

        return false;
    }

    /// <summary>Copies a mask to another place; what comes in from outside is empty.</summary>
    public static void Shift(ReadOnlySpan<byte> mask, int right, int down, Span<byte> into)
    {
        const int Side = SampleLayout.HeadSide;
        into.Clear();
        int from = Math.Max(0, -right), count = Side - Math.Abs(right);
        if (count <= 0)
            return;
        for (int y = Math.Max(0, -down); y < Side && y + down < Side; y++)
            mask.Slice((y * Side) + from, count).CopyTo(into[(((y + down) * Side) + from + right)..]);
    }

    private static int Corner(ReadOnlySpan<byte> sample, int axis) => MemoryMarshal.Read<int>(sample[(SampleLayout.Window + (4 * axis))..]);

    // How far the target goes in the picture if it goes with the tool. Unit: policy px.
    private (int X, int Y) Carried(ReadOnlySpan<byte> then, ReadOnlySpan<byte> now)
    {
        RigidTransform toolThen = Pose(then, 3), toolNow = Pose(now, 3), cameraFromWorld = Pose(now, 0).Inverse();
        ReadOnlySpan<double> target = Doubles(then, SampleLayout.Target, 3);
        var centre = new Vector3d(target[0], target[1], target[2]);
        if (!IsClosed(now) || (centre - toolThen.Translation).Length > NearToolM)
            return (0, 0);
        CameraIntrinsics camera = file.Head;
        (double x0, double y0) = camera.Project(cameraFromWorld * centre);
        (double x1, double y1) = camera.Project(cameraFromWorld * (toolNow * (toolThen.Inverse() * centre)));
        return double.IsFinite(x0 + x1 + y0 + y1) ? (Reduced(x1 - x0), Reduced(y1 - y0)) : (0, 0);
    }

    private static int Reduced(double cameraPx) => (int)Math.Round(cameraPx / PolicyLayout.HeadFactor);

    private static bool IsClosed(ReadOnlySpan<byte> sample)
    {
        double sum = 0;
        ReadOnlySpan<double> fingers = Doubles(sample, SampleLayout.Joints, 2 * RobotModel.Dof)[(RobotModel.Dof + RobotModel.ArmDof + 2)..];
        foreach (double finger in fingers)
            sum += finger;
        return sum / fingers.Length > ClosedRad;
    }

    private static RigidTransform Pose(ReadOnlySpan<byte> sample, int number)
    {
        ReadOnlySpan<double> n = Doubles(sample, SampleLayout.Poses + (number * 7 * 8), 7);
        return new RigidTransform(Rotation.FromWxyz(n[3], n[4], n[5], n[6]), new Vector3d(n[0], n[1], n[2]));
    }

    private static ReadOnlySpan<double> Doubles(ReadOnlySpan<byte> bytes, int at, int count) => MemoryMarshal.Cast<byte, double>(bytes.Slice(at, 8 * count));
}
