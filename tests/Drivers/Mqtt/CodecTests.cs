using System.Buffers;
using CsCheck;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Host;
using DexGrasp.Drivers.Mqtt.Messages;
using DexGrasp.Tests.Drivers.Fakes;
using Xunit;

namespace DexGrasp.Tests.Drivers.Mqtt;

public sealed class CodecTests
{
    private const string Robot = "rm75-hand";

    private static readonly Gen<(CommandHeader Header, ActionChunk Chunk)> ChunksGen =
        from steps in Gen.Int[1, ActionChunk.Horizon]
        from positions in Gen.Double[-1e3, 1e3].Array[steps * RobotModel.Dof]
        from sequence in Gen.Long[1, long.MaxValue]
        from observed in Gen.Long[0, TimeSpan.FromDays(365).Ticks]
        from valid in Gen.Long[0, WireLimits.MaxValidFor.Ticks]
        from lease in Gen.Guid
        from hash in Gen.String[0, 100]
        let chunk = new ActionChunk(positions, TimeSpan.FromTicks(observed))
        select (new CommandHeader(1, Robot, lease == Guid.Empty ? Guid.NewGuid() : lease, sequence, chunk.ObservedAt, TimeSpan.FromTicks(valid), hash), chunk);

    [Fact]
    public void Chunk_WrittenAndRead_IsTheSameToTheBit() => ChunksGen.Where(c => IsText(c.Header.ModelHash)).Sample(c =>
    {
        Assert.True(CommandCodec.TryReadChunk(Bytes(CommandCodec.Write(c.Header, c.Chunk)), out CommandHeader header, out ActionChunk? chunk, out string error), error);
        Assert.Equal(c.Header, header);
        Assert.Equal(c.Chunk.ObservedAt, chunk.ObservedAt);
        Assert.Equal(c.Chunk.PositionsRad, chunk.PositionsRad);
    });

    [Theory]
    [InlineData(ImageFormat.Raw)]
    [InlineData(ImageFormat.Compressed)]
    public void Picture_ReadForShowing_IsAJpegOfTheSameSize(ImageFormat format)
    {
        CameraFrame frame = FakeCamera.Picture("head", 7, TimeSpan.FromSeconds(2));

        Assert.True(FrameCodec.TryReadEncoded(Bytes(FrameCodec.Write(Robot, frame, format)), Robot, out EncodedPicture? picture, out string error), error);
        Assert.False(FrameCodec.TryReadEncoded(Bytes(FrameCodec.Write(Robot, frame, format)), "another", out _, out _));

        Assert.Equal(("head", 7, frame.CapturedAt, frame.Rgb.Width, frame.Rgb.Height), (picture.Camera, picture.Number, picture.CapturedAt, picture.Width, picture.Height));
        Assert.Equal([0xFF, 0xD8], picture.Jpeg.Span[..2].ToArray());
    }

    [Fact]
    public void Read_RandomBytes_NeverThrowsAndSaysWhy() => Gen.Byte.Array[0, 300].Sample(bytes => AssertHarmless(bytes), iter: 20_000);

    // Few, since the picture decoders tell the error output of each damaged picture.
    [Fact]
    public void Read_DamagedCompressedPictures_NeverThrowAndAreNeverInvalid() => Damage(Gen.Const(5), 40);

    [Fact]
    public void Read_DamagedMessages_NeverThrowAndAreNeverInvalid() => Damage(Gen.Int[0, 4], 5_000);

    private static void Damage(Gen<int> kinds, int iterations) =>
        (from c in ChunksGen
         from kind in kinds
         from at in Gen.Int[0, 100_000]
         from with in Gen.Byte
         from cut in Gen.Bool
         select (c, kind, at, with, cut)).Sample(
            t =>
            {
                byte[] whole = Message(t.kind, t.c.Header, t.c.Chunk), damaged = t.cut ? whole[..(t.at % whole.Length)] : [.. whole];
                if (!t.cut)
                    damaged[t.at % damaged.Length] ^= (byte)(t.with | 1);
                AssertHarmless(damaged);
            },
            iter: iterations);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Chunk_NotFinite_IsRefused(double value)
    {
        double[] positions = new double[2 * RobotModel.Dof];
        positions[17] = value;
        var chunk = new ActionChunk(positions, TimeSpan.FromSeconds(1));

        Assert.False(CommandCodec.TryReadChunk(Bytes(CommandCodec.Write(Chunks.Header(Guid.NewGuid(), 1, chunk), chunk)), out _, out _, out string error));

        Assert.Contains("finite", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Chunk_WithoutLeaseSequenceOrRobot_IsRefused()
    {
        ActionChunk chunk = Chunks.Ramp(new double[RobotModel.Dof], TimeSpan.FromSeconds(1));
        CommandHeader good = Chunks.Header(Guid.NewGuid(), 1, chunk);
        foreach (CommandHeader bad in new[] { good with { Lease = Guid.Empty }, good with { Sequence = 0 }, good with { Robot = "" }, good with { ProtocolVersion = 0 }, good with { ValidFor = TimeSpan.FromHours(1) } })
            Assert.False(CommandCodec.TryReadChunk(Bytes(CommandCodec.Write(bad, chunk)), out _, out _, out string error) || error.Length == 0);
    }

    [Fact]
    public void Requests_WrittenAndRead_AreTheSame()
    {
        var arm = new ArmRequest(Robot, Guid.NewGuid(), "run", "token", Release: true);
        var goal = new GoalRequest(Robot, null, new GraspGoal("grasp the red cup", "red cup", new BoundingBox(1, 2, 30, 40), 7));

        Assert.True(CommandCodec.TryReadArm(Bytes(CommandCodec.Write(arm)), out ArmRequest? armRead, out _));
        Assert.True(CommandCodec.TryReadReset(Bytes(CommandCodec.Write(new ResetRequest(Robot, "open"))), out ResetRequest? reset, out _));
        Assert.True(CommandCodec.TryReadStop(Bytes(CommandCodec.Write(new StopRequest(Robot, new string('x', 2000)))), out StopRequest? stop, out _));
        Assert.True(CommandCodec.TryReadGoal(Bytes(CommandCodec.Write(goal)), out GoalRequest? goalRead, out _));
        Assert.True(CommandCodec.TryReadGoal(Bytes(CommandCodec.Write(new GoalRequest(Robot, "clear the table"))), out GoalRequest? words, out _));

        Assert.Equal(arm, armRead);
        Assert.Equal(new ResetRequest(Robot, "open"), reset);
        Assert.Equal(512, stop.Reason.Length);
        Assert.Equal(goal, goalRead);
        Assert.Equal("clear the table", words.Words);
        Assert.False(CommandCodec.TryReadGoal(Bytes(CommandCodec.Write(new GoalRequest(Robot, " "))), out _, out _));
        Assert.False(CommandCodec.TryReadGoal(Bytes(CommandCodec.Write(goal with { Target = goal.Target! with { Box = new BoundingBox(5, 5, 5, 9) } })), out _, out _));
    }

    [Fact]
    public void State_WrittenAndRead_IsTheSame()
    {
        StateSample sample = Sample();

        Assert.True(StateCodec.TryRead(Bytes(StateCodec.Write(Robot, sample)), Robot, out RobotState? state, out string error), error);

        Assert.Equal((sample.Number, sample.At, sample.Mode, sample.Lease, sample.LastSequence), (state.Number, state.At, state.Mode, state.Lease, state.LastSequence));
        Assert.Equal(sample.PositionsRad, state.PositionsRad.Span);
        Assert.Equal(sample.CommandedRad, state.CommandedRad.Span);
        Assert.False(StateCodec.TryRead(Bytes(StateCodec.Write("other", sample)), Robot, out _, out error));
        Assert.Contains("other", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Frame_Raw_IsTheSameToTheBit()
    {
        CameraFrame frame = FakeCamera.Picture("wrist", 3, TimeSpan.FromMilliseconds(1234));

        Assert.True(FrameCodec.TryRead(Bytes(FrameCodec.Write(Robot, frame, ImageFormat.Raw)), Robot, out CameraFrame? read, out string error), error);

        Assert.Equal((frame.Camera, frame.Number, frame.CapturedAt), (read.Camera, read.Number, read.CapturedAt));
        Assert.Equal(frame.Rgb.Pixels, read.Rgb.Pixels);
        Assert.Equal(frame.Depth!.DepthM, read.Depth!.DepthM);
        AssertSame(frame.Calibration, read.Calibration);
    }

    [Fact]
    public void Frame_Compressed_IsCloseInColourAndWithinHalfAMillimetre()
    {
        CameraFrame frame = FakeCamera.Picture("head", 3, TimeSpan.FromMilliseconds(1234), 64, 48);

        Assert.True(FrameCodec.TryRead(Bytes(FrameCodec.Write(Robot, frame)), Robot, out CameraFrame? read, out string error), error);

        Assert.True(frame.Rgb.Pixels.Zip(read.Rgb.Pixels, (a, b) => Math.Abs(a - b)).Average() < 3);
        Assert.All(frame.Depth!.DepthM.Zip(read.Depth!.DepthM), d => Assert.InRange(Math.Abs(d.First - d.Second), 0, 0.00051f));
        AssertSame(frame.Calibration, read.Calibration);
    }

    [Fact]
    public void Frame_RedPicture_StaysRed()
    {
        var pixels = new byte[16 * 16 * 3];
        for (int i = 0; i < pixels.Length; i += 3)
            pixels[i] = 220;
        CameraFrame frame = FakeCamera.Picture("head", 1, TimeSpan.Zero) with { Rgb = new ImageRgb(16, 16, pixels), Depth = null };

        Assert.True(FrameCodec.TryRead(Bytes(FrameCodec.Write(Robot, frame)), Robot, out CameraFrame? read, out string error), error);

        Assert.True(read.Rgb.Pixels[0] > 180 && read.Rgb.Pixels[2] < 40);
        Assert.Null(read.Depth);
    }

    [Fact]
    public void Frame_SizeThatThePictureDoesNotHave_IsRefused()
    {
        CameraFrame frame = FakeCamera.Picture("head", 1, TimeSpan.Zero);
        byte[] bytes = FrameCodec.Write(Robot, frame);
        var message = DexGrasp.Drivers.Mqtt.Messages.Wire.CameraImage.Parser.ParseFrom(bytes);
        message.Width = 31;

        Assert.False(FrameCodec.TryRead(Bytes(Google.Protobuf.MessageExtensions.ToByteArray(message)), Robot, out _, out string error));

        Assert.Contains("31 x 24", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_WrittenAndRead_IsTheSame()
    {
        var status = StatusMessage.Offline(Robot) with { Status = "online", Mode = "Running", Loop = new LoopTimes(1, 2, 3, 4, 5, 6, 7, 8), RefusedByReason = new Dictionary<string, long> { ["Retained"] = 2 } };

        StatusMessage? read = EventJson.TryRead<StatusMessage>(Bytes(EventJson.Write(status)));

        Assert.NotNull(read);
        Assert.Equal(("online", Robot, "Running", status.Loop, 2L), (read.Status, read.Robot, read.Mode, read.Loop, read.RefusedByReason["Retained"]));
        Assert.Contains("\"refused_by_reason\"", System.Text.Encoding.UTF8.GetString(EventJson.Write(status)), StringComparison.Ordinal);
    }

    private static void AssertHarmless(byte[] bytes)
    {
        ReadOnlySequence<byte> payload = Bytes(bytes);
        if (CommandCodec.TryReadChunk(payload, out CommandHeader header, out ActionChunk? chunk, out string error))
            Assert.True(chunk.PositionsRad.ToArray().All(double.IsFinite) && header.Sequence > 0 && header.ObservedAt == chunk.ObservedAt && header.Robot.Length > 0);
        else
            Assert.NotEmpty(error);
        if (StateCodec.TryRead(payload, Robot, out RobotState? state, out error))
            Assert.True(state.PositionsRad.Length == RobotModel.Dof && state.PositionsRad.ToArray().All(double.IsFinite) && Enum.IsDefined(state.Mode));
        else
            Assert.NotEmpty(error);
        if (FrameCodec.TryRead(payload, Robot, out CameraFrame? frame, out error))
            Assert.True(frame.Rgb.Pixels.Length == frame.Rgb.Width * frame.Rgb.Height * 3 && frame.Calibration.Intrinsics.Width == frame.Rgb.Width);
        else
            Assert.NotEmpty(error);
        Assert.Equal(CommandCodec.TryReadArm(payload, out _, out error), error.Length == 0);
        Assert.Equal(CommandCodec.TryReadReset(payload, out _, out error), error.Length == 0);
        Assert.Equal(CommandCodec.TryReadGoal(payload, out _, out error), error.Length == 0);
        Assert.Equal(CommandCodec.TryReadStop(payload, out _, out error), error.Length == 0);
        EventJson.TryRead<StatusMessage>(payload);
        EventJson.TryRead<GateEventMessage>(payload);
    }

    private static byte[] Message(int kind, CommandHeader header, ActionChunk chunk) => kind switch
    {
        0 => CommandCodec.Write(header, chunk),
        1 => StateCodec.Write(Robot, Sample()),
        2 => FrameCodec.Write(Robot, FakeCamera.Picture("wrist", 1, TimeSpan.Zero, 8, 8), ImageFormat.Raw),
        3 => CommandCodec.Write(new ArmRequest(Robot, header.Lease, "run")),
        4 => EventJson.Write(StatusMessage.Offline(Robot)),
        _ => FrameCodec.Write(Robot, FakeCamera.Picture("head", 1, TimeSpan.Zero)),
    };

    private static StateSample Sample()
    {
        var sample = new StateSample { Number = 5, At = TimeSpan.FromMilliseconds(50), Mode = GateMode.Running, Lease = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), LastSequence = 9 };
        for (int i = 0; i < RobotModel.Dof; i++)
            (sample.PositionsRad[i], sample.VelocitiesRadPerS[i], sample.EffortsNm[i], sample.CommandedRad[i]) = (i * 0.1, -i, i * 3, i / 7.0);
        return sample;
    }

    private static void AssertSame(CameraCalibration a, CameraCalibration b)
    {
        Assert.Equal((a.Id, a.Intrinsics, a.Mount, a.MountFromCamera.Translation), (b.Id, b.Intrinsics, b.Mount, b.MountFromCamera.Translation));
        Assert.True(a.MountFromCamera.Rotation.AngleTo(b.MountFromCamera.Rotation) < 1e-9);
    }

    // Half a surrogate pair is no text and cannot be written.
    private static bool IsText(string text) => text.EnumerateRunes().All(r => r != System.Text.Rune.ReplacementChar);

    private static ReadOnlySequence<byte> Bytes(byte[] bytes) => new(bytes);
}
