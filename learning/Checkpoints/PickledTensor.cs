namespace DexGrasp.Learning.Checkpoints;

/// <summary>A tensor in a pickle, before its numbers are read.</summary>
/// <param name="Storage">Where the numbers lie.</param>
/// <param name="Offset">First number. Unit: numbers.</param>
/// <param name="Shape">Lengths.</param>
/// <param name="Strides">Distance of neighbours along each axis. Unit: numbers.</param>
internal sealed record PickledTensor(PickledStorage Storage, long Offset, IReadOnlyList<long> Shape, IReadOnlyList<long> Strides);
