namespace DexGrasp.Learning.Checkpoints;

/// <summary>Stands where a pickle has a record of settings. It holds nothing and does nothing.</summary>
internal sealed class SkippedRecord
{
    public static SkippedRecord Instance { get; } = new();
}
