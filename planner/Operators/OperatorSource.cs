namespace DexGrasp.Planner.Operators;

/// <summary>How words came in.</summary>
public enum OperatorSource
{
    /// <summary>Typed or clicked.</summary>
    Text,

    /// <summary>Spoken.</summary>
    Voice,
}
