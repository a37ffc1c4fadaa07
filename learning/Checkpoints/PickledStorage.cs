using static TorchSharp.torch;

namespace DexGrasp.Learning.Checkpoints;

/// <summary>A pickle's reference to raw numbers in the same archive.</summary>
/// <param name="Key">Name of the record under data/.</param>
/// <param name="Type">Type of the numbers.</param>
/// <param name="Count">How many there are.</param>
internal sealed record PickledStorage(string Key, ScalarType Type, long Count);
