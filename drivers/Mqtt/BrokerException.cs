namespace DexGrasp.Drivers.Mqtt;

/// <summary>A broker cannot be started or reached. The message says which one, why, and what to do.</summary>
public sealed class BrokerException : Exception
{
    /// <summary>Makes an exception without a message.</summary>
    public BrokerException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">Which broker, why, what to do.</param>
    public BrokerException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with its cause.</summary>
    /// <param name="message">Which broker, why, what to do.</param>
    /// <param name="innerException">The cause.</param>
    public BrokerException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
