namespace DexGrasp.App.WebConsole;

/// <summary>Whether the robot can be reached.</summary>
/// <param name="Broker">Whether the broker answers.</param>
/// <param name="Robot">"online"; "offline" when the driver host said so or its will did; "silent" when states stopped coming; "unknown" before anything came.</param>
internal sealed record RobotHealth(bool Broker, string Robot)
{
    /// <summary>Nothing has come yet.</summary>
    public const string Unknown = "unknown";

    /// <summary>States come.</summary>
    public const string Online = "online";

    /// <summary>The driver host has gone.</summary>
    public const string Offline = "offline";

    /// <summary>States stopped coming.</summary>
    public const string Silent = "silent";
}
