using System.Text.Json;
using System.Text.Json.Serialization;
using DexGrasp.App.Cli;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Robots;

/// <summary>What a robot is and how it is reached; read from JSON. Shipped cards lie in robots/.</summary>
/// <param name="Version">Version of this form. Must be 1.</param>
/// <param name="Model">Kinematics and limits: "rm75-hand".</param>
/// <param name="Device">What drives it: "simulated".</param>
/// <param name="Broker">Host and port of the MQTT broker.</param>
public sealed record RobotCard(int Version, string Model, string Device, string Broker)
{
    private static readonly string[] FurnitureNames = [.. Enum.GetNames<WorkcellFurniture>().Select(n => n.ToLowerInvariant())];
    private static readonly JsonSerializerOptions Strict = new(ResultJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>Gets what stands on the table: "tray" or "board". Default: "tray".</summary>
    public string Furniture { get; init; } = FurnitureNames[0];

    /// <summary>Gets the model, with the rest pose that fits the furniture.</summary>
    [JsonIgnore]
    public RobotModel Robot => Model != Rm75.Model.Name ? throw new InvalidOperationException($"No robot model '{Model}'.") : Look.Robot;

    /// <summary>Gets where things stand around the robot.</summary>
    [JsonIgnore]
    public Workcell Cell => Look.Cell;

    /// <summary>Gets what stands on the table.</summary>
    [JsonIgnore]
    public WorkcellFurniture Stands => (WorkcellFurniture)Array.IndexOf(FurnitureNames, Furniture);

    private SceneSpec Look => SceneSpec.Default with { Furniture = Stands };

    /// <summary>Gets the broker's address.</summary>
    [JsonIgnore]
    public BrokerAddress Address => BrokerAddress.Parse(Broker);

    /// <summary>Reads a card.</summary>
    /// <param name="card">Name of a shipped card, or a JSON file.</param>
    /// <exception cref="UserErrorException">There is none, or a field is wrong; the message names it.</exception>
    public static RobotCard Load(string card)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "robots"), shipped = Path.Combine(folder, card + ".json");
        string path = File.Exists(card) ? card : File.Exists(shipped) ? shipped : throw new UserErrorException(
            $"There is no robot card '{card}'.", $"Give a JSON file that is there, or one of: {string.Join(", ", Directory.GetFiles(folder, "*.json").Select(Path.GetFileNameWithoutExtension))}.");
        try
        {
            RobotCard read = JsonSerializer.Deserialize<RobotCard>(File.ReadAllText(path), Strict) ?? throw new JsonException("the file says null");
            read.Check(path);
            return read;
        }
        catch (JsonException e)
        {
            throw new UserErrorException($"Cannot read the robot card {path}: {e.Message}", "robots/simulated.json is an example.", cause: e);
        }
    }

    private void Check(string path)
    {
        static void Require(bool holds, string path, string field, object value, string allowed)
        {
            if (!holds)
                throw new UserErrorException($"{path}, field {field}: '{value}' is not supported.", $"Allowed: {allowed}.");
        }

        Require(Version == 1, path, "version", Version, "1");
        Require(Model == Rm75.Model.Name, path, "model", Model, Rm75.Model.Name);
        Require(Device == "simulated", path, "device", Device, "simulated");
        Require(FurnitureNames.Contains(Furniture), path, "furniture", Furniture, string.Join(", ", FurnitureNames));
        try
        {
            _ = Address;
        }
        catch (FormatException e)
        {
            throw new UserErrorException($"{path}, field broker: {e.Message}", cause: e);
        }
    }
}
