using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Drivers.Mqtt.Messages.Wire;
using Google.Protobuf;

namespace DexGrasp.Drivers.Mqtt.Messages;

/// <summary>Camera pictures to and from bytes. Reading never throws, whatever the bytes.</summary>
public static class FrameCodec
{
    /// <summary>Writes a picture.</summary>
    /// <param name="robot">Robot name.</param>
    /// <param name="frame">The picture.</param>
    /// <param name="format">Compressed or raw.</param>
    /// <param name="jpegQuality">Range: 1 to 100. Default: 92.</param>
    public static byte[] Write(string robot, CameraFrame frame, ImageFormat format = ImageFormat.Compressed, int jpegQuality = 92)
    {
        bool raw = format == ImageFormat.Raw;
        var message = new CameraImage
        {
            ProtocolVersion = CommandHeader.CurrentVersion,
            Robot = robot,
            Camera = frame.Camera,
            Number = frame.Number,
            CapturedAtNs = WireRead.Nanoseconds(frame.CapturedAt),
            Width = frame.Rgb.Width,
            Height = frame.Rgb.Height,
            ColorEncoding = raw ? ColorEncoding.ColorRawRgb8 : ColorEncoding.ColorJpeg,
            Color = UnsafeByteOperations.UnsafeWrap(raw ? frame.Rgb.Pixels : PixelCodec.ToJpeg(frame.Rgb, jpegQuality)),
            Calibration = Write(frame.Calibration),
        };
        if (frame.Depth is { } depth)
        {
            message.DepthEncoding = raw ? DepthEncoding.DepthRawFloatM : DepthEncoding.DepthPng16Mm;
            message.Depth = raw ? ByteString.CopyFrom(MemoryMarshal.AsBytes(depth.DepthM.AsSpan())) : UnsafeByteOperations.UnsafeWrap(PixelCodec.ToPng(depth));
        }

        return message.ToByteArray();
    }

    /// <summary>Reads a picture whose sizes, times and calibration are consistent.</summary>
    /// <param name="payload">The bytes as they came.</param>
    /// <param name="robot">Whose picture it has to be.</param>
    /// <param name="frame">The picture; null when false is returned.</param>
    /// <param name="error">What is wrong; empty when true is returned.</param>
    public static bool TryRead(ReadOnlySequence<byte> payload, string robot, [NotNullWhen(true)] out CameraFrame? frame, out string error)
    {
        frame = null;
        error = Parse(payload, robot, out CameraImage? message, out TimeSpan at) ?? Decode(message!, at, out frame) ?? "";
        return frame is not null;
    }

    /// <summary>Reads the colour picture alone and leaves it compressed; a raw one is compressed.</summary>
    /// <param name="payload">The bytes as they came.</param>
    /// <param name="robot">Whose picture it has to be.</param>
    /// <param name="picture">The picture; null when false is returned.</param>
    /// <param name="error">What is wrong; empty when true is returned.</param>
    public static bool TryReadEncoded(ReadOnlySequence<byte> payload, string robot, [NotNullWhen(true)] out EncodedPicture? picture, out string error)
    {
        picture = null;
        ReadOnlyMemory<byte> jpeg = default;
        error = Parse(payload, robot, out CameraImage? message, out TimeSpan at) ?? Encoded(message!, out jpeg) ?? "";
        if (error.Length == 0)
            picture = new EncodedPicture(message!.Camera, message.Number, at, message.Width, message.Height, jpeg);
        return picture is not null;
    }

    /// <summary>Checks everything but the pixels, which cost most.</summary>
    internal static string? Parse(ReadOnlySequence<byte> payload, string robot, out CameraImage? message, out TimeSpan capturedAt)
    {
        capturedAt = default;
        return WireRead.Parse(CameraImage.Parser, payload, WireLimits.MaxImageBytes, out message)
            ?? (message!.ProtocolVersion == CommandHeader.CurrentVersion ? null : $"Protocol version {message.ProtocolVersion}; this side speaks {CommandHeader.CurrentVersion}. Update the older side.")
            ?? (message.Robot == robot ? null : $"The picture is of robot '{message.Robot}', not of '{robot}'.")
            ?? WireRead.Text("camera name", message.Camera, WireLimits.MaxNameLength, needed: true)
            ?? (message.Number >= 0 ? null : "The picture's number cannot be negative.")
            ?? WireRead.Time("capture time", message.CapturedAtNs, out capturedAt)
            ?? (message.Width is > 0 and <= WireLimits.MaxImageSize && message.Height is > 0 and <= WireLimits.MaxImageSize ? null
                : $"The picture is {message.Width} x {message.Height} px; 1 to {WireLimits.MaxImageSize} px each way are allowed.");
    }

    /// <summary>Reads calibration and pixels of a message that passed <see cref="Parse"/>.</summary>
    internal static string? Decode(CameraImage message, TimeSpan capturedAt, out CameraFrame? frame)
    {
        frame = null;
        ImageRgb? rgb = null;
        DepthImage? depth = null;
        string? error = Read(message.Calibration, message.Width, message.Height, out CameraCalibration? calibration)
            ?? ReadColor(message, out rgb)
            ?? ReadDepth(message, out depth);
        if (error is null)
            frame = new CameraFrame(message.Camera, message.Number, capturedAt, rgb!, depth, calibration!);
        return error;
    }

    private static string? Encoded(CameraImage message, out ReadOnlyMemory<byte> jpeg)
    {
        const int ViewQuality = 85;
        jpeg = message.Color.Memory;
        if (message.ColorEncoding == ColorEncoding.ColorJpeg)
            return jpeg.Span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8]) ? null : "The colour picture is no JPEG.";
        if (ReadColor(message, out ImageRgb? rgb) is { } error)
            return error;
        jpeg = PixelCodec.ToJpeg(rgb!, ViewQuality);
        return null;
    }

    private static string? ReadColor(CameraImage message, out ImageRgb? rgb)
    {
        rgb = null;
        int bytes = message.Width * message.Height * 3;
        switch (message.ColorEncoding)
        {
            case ColorEncoding.ColorRawRgb8 when message.Color.Length == bytes:
                rgb = new ImageRgb(message.Width, message.Height, message.Color.ToByteArray());
                return null;
            case ColorEncoding.ColorRawRgb8:
                return $"The colour picture has {message.Color.Length} bytes; {bytes} are needed.";
            case ColorEncoding.ColorJpeg:
                return PixelCodec.FromJpeg(message.Color.Memory, message.Width, message.Height, out rgb);
            default:
                return $"Colour encoding {(int)message.ColorEncoding} is not known.";
        }
    }

    private static string? ReadDepth(CameraImage message, out DepthImage? depth)
    {
        depth = null;
        int bytes = message.Width * message.Height * sizeof(float);
        switch (message.DepthEncoding)
        {
            case DepthEncoding.DepthNone when message.Depth.IsEmpty:
                return null;
            case DepthEncoding.DepthNone:
                return "There is a depth picture without an encoding.";
            case DepthEncoding.DepthRawFloatM when message.Depth.Length != bytes:
                return $"The depth picture has {message.Depth.Length} bytes; {bytes} are needed.";
            case DepthEncoding.DepthRawFloatM:
                float[] depthM = MemoryMarshal.Cast<byte, float>(message.Depth.Span).ToArray();
                if (depthM.Any(d => !(d >= 0) || !float.IsFinite(d)))
                    return "The depth picture has readings that are negative or not finite.";
                depth = new DepthImage(message.Width, message.Height, depthM);
                return null;
            case DepthEncoding.DepthPng16Mm:
                return PixelCodec.FromPng(message.Depth.Memory, message.Width, message.Height, out depth);
            default:
                return $"Depth encoding {(int)message.DepthEncoding} is not known.";
        }
    }

    private static Calibration Write(CameraCalibration calibration)
    {
        RigidTransform pose = calibration.MountFromCamera;
        Vector3d x = pose.Rotation * new Vector3d(1, 0, 0), y = pose.Rotation * new Vector3d(0, 1, 0), z = pose.Rotation * new Vector3d(0, 0, 1);
        CameraIntrinsics intrinsics = calibration.Intrinsics;
        var message = new Calibration
        {
            Id = calibration.Id,
            OnFlange = calibration.Mount == CameraMount.Flange,
            FocalX = intrinsics.FocalX,
            FocalY = intrinsics.FocalY,
            CenterX = intrinsics.CenterX,
            CenterY = intrinsics.CenterY,
        };
        message.MountFromCamera.AddRange([x.X, y.X, z.X, x.Y, y.Y, z.Y, x.Z, y.Z, z.Z, pose.Translation.X, pose.Translation.Y, pose.Translation.Z]);
        return message;
    }

    private static string? Read(Calibration? message, int width, int height, out CameraCalibration? calibration)
    {
        calibration = null;
        if (message is null)
            return "The calibration is missing.";
        string? error = WireRead.Text("calibration's name", message.Id, WireLimits.MaxNameLength, needed: true)
            ?? WireRead.Numbers("calibration numbers", message.MountFromCamera, 12)
            ?? (message.FocalX > 0 && message.FocalY > 0 && double.IsFinite(message.FocalX + message.FocalY + message.CenterX + message.CenterY) ? null
                : $"The focal lengths are {message.FocalX} and {message.FocalY} px; finite positive numbers are needed.");
        if (error is not null)
            return error;
        double[] m = [.. message.MountFromCamera];
        Vector3d x = new(m[0], m[3], m[6]), y = new(m[1], m[4], m[7]), z = new(m[2], m[5], m[8]);
        if (!IsRotation(x, y, z))
            return "The calibration's rotation is no rotation matrix.";
        calibration = new CameraCalibration(
            message.Id, new CameraIntrinsics(width, height, message.FocalX, message.FocalY, message.CenterX, message.CenterY),
            message.OnFlange ? CameraMount.Flange : CameraMount.World, new RigidTransform(Rotation.FromColumns(x, y, z), new Vector3d(m[9], m[10], m[11])));
        return null;
    }

    private static bool IsRotation(Vector3d x, Vector3d y, Vector3d z)
    {
        const double Tolerance = 1e-6;
        return (Vector3d.Cross(x, y) - z).Length < Tolerance && Math.Abs(x.Length - 1) < Tolerance
            && Math.Abs(y.Length - 1) < Tolerance && Math.Abs(Vector3d.Dot(x, y)) < Tolerance;
    }
}
