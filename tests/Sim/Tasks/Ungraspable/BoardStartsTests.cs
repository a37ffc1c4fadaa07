using DexGrasp.Core.Geometry;
using DexGrasp.Core.Skills;
using DexGrasp.Sim.Data;
using DexGrasp.Sim.Tasks.Ungraspable;
using Xunit;

namespace DexGrasp.Tests.Sim.Tasks.Ungraspable;

public sealed class BoardStartsTests : IDisposable
{
    private readonly BoardPool _pool = new(new BoardOptions { Worlds = 4 });
    private readonly string _file = Path.GetTempFileName();

    public void Dispose()
    {
        _pool.Dispose();
        File.Delete(_file);
    }

    [Fact]
    public void Reset_WithRecordedStarts_BeginsHalfOfTheEpisodesInThem()
    {
        BoardStarts starts = Record(_pool, 6);
        using var environment = new BoardEnvironment(_pool, new EdgeSkill(), starts);
        int continued = 0;
        for (ulong seed = 0; seed < 60; seed++)
        {
            environment.Reset(seed);
            BoardState now = environment.Record(FlatObjectSkills.Edge);
            continued += starts.States.Any(s => IsSame(s, now)) ? 1 : 0;
        }

        Assert.InRange(continued, 18, 42);
    }

    [Fact]
    public void Reset_StartsOfAnotherSkill_AreNotBegunIn()
    {
        using var environment = new BoardEnvironment(_pool, new PushSkill(), Record(_pool, 6));
        for (ulong seed = 0; seed < 20; seed++)
        {
            environment.Reset(seed);
            Assert.True(environment.World.View.WorldFromObject.Translation.Y < Board.Middle.Y + 0.04, $"Seed {seed}: the push begins where the grasp at the edge does.");
        }
    }

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        BoardStarts starts = Record(_pool, 3);
        starts.Write(_file);

        BoardStarts read = BoardStarts.Read(_file);

        Assert.Equal(starts.Options, read.Options);
        Assert.Equal(starts.States.Count, read.States.Count);
        Assert.All(starts.States.Zip(read.States), pair => Assert.True(IsSame(pair.First, pair.Second) && pair.First.Delay == pair.Second.Delay && pair.First.ErrorM == pair.Second.ErrorM));
    }

    [Theory]
    [InlineData("\"world\":", "\"world\":9", "world")]
    [InlineData("\"yaw_error_rad\":", "\"yaw_error_rad\":9", "yaw_error_rad")]
    [InlineData("\"worlds\":", "\"worlds\":\"four\",\"x\":", "x")]
    public void Read_ABadValue_IsRefusedByFileAndField(string good, string bad, string field)
    {
        Record(_pool, 1).Write(_file);
        string text = File.ReadAllText(_file);
        Assert.Contains(good, text, StringComparison.Ordinal);
        File.WriteAllText(_file, text.Replace(good, bad, StringComparison.Ordinal));

        DataFileException refused = Assert.Throws<DataFileException>(() => BoardStarts.Read(_file));

        Assert.Contains(_file, refused.Message, StringComparison.Ordinal);
        Assert.Contains(field, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WideShare_Always_LeavesTheOtherWorldsAsTheyWere()
    {
        using var wide = new BoardPool(new BoardOptions { Worlds = 4, WideShare = 0.5 });
        Assert.All(Enumerable.Range(0, 4), i => Assert.InRange(_pool.Object(i).HalfSizeM.X, 0.075, 0.10));
        Assert.All(Enumerable.Range(2, 2), i => Assert.InRange(wide.Object(i).HalfSizeM.X, 0.075, 0.10));
        Assert.Equal(_pool.Object(3).MassKg, wide.Object(3).MassKg);
    }

    [Fact]
    public void Look_RoundObjectThatTurns_ShowsNoYaw()
    {
        var random = new Core.Environments.EpisodeRandom(4);
        using var pool = new BoardPool(new BoardOptions { Worlds = 1 }, [FlatShapes.Draw("tin", BoardRanges.Default, ref random)]);
        using var environment = new BoardEnvironment(pool, new PickSkill());
        for (ulong seed = 0; seed < 8; seed++)
        {
            environment.Reset(seed);
            Assert.Equal(0, environment.World.View.YawRad, 3);
            Assert.True((environment.World.View.WorldFromObject.Rotation * new Vector3d(0, 0, 1)).Z > 0.999, "Hiding the yaw tilted the object.");
        }
    }

    /// <summary>Returns states in which the grasp at the edge begins.</summary>
    internal static BoardStarts Record(BoardPool pool, int count)
    {
        using var environment = new BoardEnvironment(pool, new EdgeSkill());
        var states = new List<BoardState>();
        for (int i = 0; i < count; i++)
        {
            environment.Reset((ulong)(1000 + i));
            states.Add(environment.Record(FlatObjectSkills.Edge));
        }

        return new BoardStarts(pool.Options, states);
    }

    private static bool IsSame(BoardState a, BoardState b) =>
        a.World == b.World && (a.WorldFromObject.Translation - b.WorldFromObject.Translation).Length < 1e-9 && a.JointsRad.Span.SequenceEqual(b.JointsRad.Span);
}
