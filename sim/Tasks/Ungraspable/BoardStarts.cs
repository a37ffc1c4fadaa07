using System.Text.Json.Nodes;
using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Data;

namespace DexGrasp.Sim.Tasks.Ungraspable;

/// <summary>
/// States in which a chain of skills handed over from one to the next, with the worlds that they are of: where the next skill really
/// begins (joint fine-tuning of ExDex, arXiv 2503.23120). A JSON file.
/// </summary>
/// <param name="Options">Decides the worlds.</param>
/// <param name="States">In the order in which they came about.</param>
public sealed record BoardStarts(BoardOptions Options, IReadOnlyList<BoardState> States)
{
    private const string Worlds = "worlds", WorldSeed = "world_seed", WideShare = "wide_share", AllStates = "states", Skill = "skill", World = "world", Delay = "delay", At = "at_m", Turn = "turn_wxyz", Joints = "joints_rad",
        Goal = "goal_m", Error = "error_m", YawError = "yaw_error_rad";
    private const int MostWorlds = 100_000, MostStates = 100_000, LongestName = 100;
    private const double FarM = 2;

    /// <summary>Returns the states that a skill goes on from.</summary>
    /// <param name="skill">Its name.</param>
    public BoardState[] Of(string skill) => [.. States.Where(s => s.Skill == skill)];

    /// <summary>Writes a file.</summary>
    public void Write(string path)
    {
        var states = new JsonArray();
        foreach (BoardState s in States)
        {
            (double w, double x, double y, double z) = s.WorldFromObject.Rotation.ToWxyz();
            Vector3d at = s.WorldFromObject.Translation;
            states.Add((JsonNode)new JsonObject
            {
                [Skill] = s.Skill,
                [World] = s.World,
                [Delay] = s.Delay,
                [At] = List(at.X, at.Y, at.Z),
                [Turn] = List(w, x, y, z),
                [Joints] = List(s.JointsRad.Span),
                [Goal] = List(s.GoalM.X, s.GoalM.Y),
                [Error] = List(s.ErrorM.X, s.ErrorM.Y, s.ErrorM.Z),
                [YawError] = s.YawErrorRad,
            });
        }

        var root = new JsonObject { [Worlds] = Options.Worlds, [WorldSeed] = Options.WorldSeed, [WideShare] = Options.WideShare, [AllStates] = states };
        File.WriteAllText(path, root.ToJsonString());
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="DataFileException">It cannot be used; the message names file, field, value and allowed range.</exception>
    public static BoardStarts Read(string path)
    {
        JsonField root = JsonField.Load(path).RequireFields(Worlds, WorldSeed, WideShare, AllStates);
        var options = new BoardOptions { Worlds = root.Get(Worlds).Integer(1, MostWorlds), WorldSeed = (ulong)root.Get(WorldSeed).Integer(0, int.MaxValue), WideShare = root.Get(WideShare).Number(0, 1) };
        return new BoardStarts(options, [.. root.Get(AllStates).List(0, MostStates).Select(s => State(s, options.Worlds))]);
    }

    private static BoardState State(JsonField field, int worlds)
    {
        field.RequireFields(Skill, World, Delay, At, Turn, Joints, Goal, Error, YawError);
        double[] turn = Numbers(field.Get(Turn), 4, 1), goal = Numbers(field.Get(Goal), 2, FarM);
        return new BoardState(
            field.Get(Skill).Text(LongestName), field.Get(World).Integer(0, worlds - 1), field.Get(Delay).Integer(0, BoardWorld.MostDelay),
            new RigidTransform(Rotation.FromWxyz(turn[0], turn[1], turn[2], turn[3]), field.Get(At).Vector(-FarM, FarM, "m")),
            Numbers(field.Get(Joints), RobotModel.Dof, 2 * Math.PI), (goal[0], goal[1]), field.Get(Error).Vector(-FarM, FarM, "m"), field.Get(YawError).Number(-Math.PI, Math.PI, "rad"));
    }

    private static double[] Numbers(JsonField field, int count, double most) => [.. field.List(count, count).Select(n => n.Number(-most, most))];

    private static JsonArray List(params ReadOnlySpan<double> numbers)
    {
        var list = new JsonArray();
        foreach (double number in numbers)
            list.Add((JsonNode)number);
        return list;
    }
}
