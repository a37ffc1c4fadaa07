using DexGrasp.Core.Geometry;

namespace DexGrasp.Core.Skills;

/// <summary>What is known of a target before it was covered: where it was last seen whole, and how large.</summary>
/// <param name="Place">Middle of what was seen, or the operator's word; a few centimetres of error do no harm. World frame. Unit: m.</param>
/// <param name="AreaM2">Level area that it covered in a picture of the same camera, by <see cref="RetrievalSight"/>. Unit: m^2.</param>
/// <param name="HalfM">Half its extents, as it was named or measured. Unit: m.</param>
public readonly record struct RetrievalTarget(Vector3d Place, double AreaM2, Vector3d HalfM);
