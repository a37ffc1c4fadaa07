using DexGrasp.Controller.Policy;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Perception;

/// <summary>Turns a window of the head picture and a prompt into the numbers that the segmenter reads. Training and robot run this same code. One thread at a time.</summary>
/// <param name="robot">Whose body may stand before the target.</param>
public sealed class SegmenterView(RobotModel robot)
{
    private const byte Prompted = 128;
    private const double NearM = 0.03;
    private readonly ArmKinematics _kinematics = new(robot);
    private readonly Vector3d[] _points = new Vector3d[SegmenterLayout.Pixels];

    /// <summary>Writes the input.</summary>
    /// <param name="picture">Window of <see cref="SegmenterLayout.Size"/>; its mask is the prompt.</param>
    /// <param name="camera">Intrinsics at full size.</param>
    /// <param name="worldFromCamera">Pose of the optical frame when the picture was taken.</param>
    /// <param name="positionsRad">Joints at that time. Shape: [13]. Unit: rad.</param>
    /// <param name="prompt">What the prompt is.</param>
    /// <param name="into">Shape: [<see cref="SegmenterLayout.Length"/>]. Written.</param>
    public void Write(
        ReducedPicture picture, CameraIntrinsics camera, RigidTransform worldFromCamera, ReadOnlySpan<double> positionsRad, SegmenterPrompt prompt, Span<float> into)
    {
        Vector3d centre = ReadPoints(picture, camera, worldFromCamera);
        PolicyView.WriteHead(picture, camera, worldFromCamera, centre, into);
        var body = new RobotBody(robot, _kinematics, positionsRad, 0);
        Span<float> near = into.Slice(PolicyLayout.HeadChannels * SegmenterLayout.Pixels, SegmenterLayout.Pixels);
        for (int i = 0; i < near.Length; i++)
            near[i] = picture.Depth[i] > 0 && _points[i].Z > TargetSegmenter.MinHeightM ? (float)Math.Clamp(1 - (body.DistanceTo(_points[i]) / NearM), 0, 1) : 0;
        into[((PolicyLayout.HeadChannels + 1) * SegmenterLayout.Pixels)..].Fill(prompt == SegmenterPrompt.Mask ? 1 : 0);
    }

    // The prompt's middle; without a reading under it that of the whole window.
    private Vector3d ReadPoints(ReducedPicture picture, CameraIntrinsics camera, RigidTransform worldFromCamera)
    {
        const double MiddleOfBlock = (SegmenterLayout.Factor - 1) / 2.0;
        Vector3d inside = default, all = default;
        int insideCount = 0, count = 0;
        for (int i = 0; i < _points.Length; i++)
        {
            if (picture.Depth[i] == 0)
                continue;
            (int y, int x) = Math.DivRem(i, picture.Width);
            Vector3d point = worldFromCamera * camera.Unproject(
                ((picture.Left + x) * SegmenterLayout.Factor) + MiddleOfBlock, ((picture.Top + y) * SegmenterLayout.Factor) + MiddleOfBlock, picture.Depth[i] * ReducedPicture.DepthStepM);
            _points[i] = point;
            (all, count) = (all + point, count + 1);
            if (picture.Mask[i] >= Prompted)
                (inside, insideCount) = (inside + point, insideCount + 1);
        }

        return insideCount > 0 ? inside / insideCount : count > 0 ? all / count : default;
    }
}
