namespace DexGrasp.Drivers.Mqtt;

/// <summary>Where an MQTT 5 broker listens.</summary>
/// <param name="Host">Name or address. Default: 127.0.0.1.</param>
/// <param name="Port">TCP port. Range: 1 to 65535. Default: 1883.</param>
public sealed record BrokerAddress(string Host = "127.0.0.1", int Port = 1883)
{
    /// <summary>Reads "host", "host:port" or "[address]:port".</summary>
    /// <exception cref="FormatException">It is none of these, or the port is out of range.</exception>
    public static BrokerAddress Parse(string text)
    {
        int colon = text.LastIndexOf(':');
        bool hasPort = colon > 0 && (text.IndexOf(':') == colon || text[colon - 1] == ']');
        string host = (hasPort ? text[..colon] : text).Trim('[', ']');
        int port = 1883;
        if (host.Length == 0 || host.Any(char.IsWhiteSpace) || (hasPort && !(int.TryParse(text[(colon + 1)..], out port) && port is >= 1 and <= 65535)))
            throw new FormatException($"'{text}' is no broker address; host or host:port is needed, with a port from 1 to 65535. Example: 127.0.0.1:1883.");
        return new BrokerAddress(host, port);
    }

    /// <summary>Returns "host:port".</summary>
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
