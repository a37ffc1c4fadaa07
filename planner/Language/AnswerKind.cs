namespace DexGrasp.Planner.Language;

/// <summary>What the planner made of a prompt.</summary>
public enum AnswerKind
{
    /// <summary>There is a plan.</summary>
    Plan,

    /// <summary>The words make no sense to it; nothing moves.</summary>
    NotUnderstood,

    /// <summary>Understood, but not something that this robot does; nothing moves.</summary>
    Refused,

    /// <summary>The person wants everything to stop.</summary>
    Stop,
}
