namespace DexGrasp.Safety.Supervision;

/// <summary>The supervisor's answer to a request.</summary>
/// <param name="Accepted">Whether it was done.</param>
/// <param name="Words">What was done, or why not and what to do.</param>
public readonly record struct SupervisorAnswer(bool Accepted, string Words);
