namespace DexGrasp.Planner.Vlm.Answers;

/// <summary>What an answer says, or why it cannot be used.</summary>
/// <typeparam name="T">What it says.</typeparam>
/// <param name="Value">Set exactly when <paramref name="Fault"/> is null.</param>
/// <param name="Fault">Why not.</param>
internal readonly record struct Reading<T>(T? Value, VlmFault? Fault)
{
    public static implicit operator Reading<T>(T value) => new(value, null);

    public static implicit operator Reading<T>(VlmFault fault) => new(default, fault);
}
