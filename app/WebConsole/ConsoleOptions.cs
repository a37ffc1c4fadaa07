using System.Net;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Mqtt;

namespace DexGrasp.App.WebConsole;

/// <summary>What a console shows, where it listens, and who may use it.</summary>
internal sealed record ConsoleOptions
{
    /// <summary>Gets the broker of the robot.</summary>
    public required BrokerAddress Broker { get; init; }

    /// <summary>Gets the robot.</summary>
    public required RobotModel Robot { get; init; }

    /// <summary>Gets what stands around the robot. Default: the reference cell.</summary>
    public Workcell Cell { get; init; } = Workcell.Reference;

    /// <summary>Gets the address to listen on; anything but a loopback address needs <see cref="Token"/>. Default: 127.0.0.1.</summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>Gets the port. Range: 0 (a free one) to 65535. Default: 8080.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>Gets what a browser has to know; null lets everyone in who reaches the address.</summary>
    public string? Token { get; init; }

    /// <summary>Gets further names under which browsers may reach this console, as behind a proxy. Default: none.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Gets the folder of recordings and reports; it need not be there. Default: "out".</summary>
    public string Recordings { get; init; } = "out";

    /// <summary>Gets the token that clears a latch at the driver host; empty: this console cannot reset.</summary>
    public string OperatorToken { get; init; } = "";
}
