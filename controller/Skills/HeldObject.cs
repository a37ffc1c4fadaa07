using DexGrasp.Core.Geometry;

namespace DexGrasp.Controller.Skills;

/// <summary>What is known of the object in the hand, for placing it.</summary>
/// <param name="CenterInTool">Middle of its footprint, at its underside, in the tool frame. Unit: m.</param>
/// <param name="HeightM">Top above underside. Unit: m.</param>
internal sealed record HeldObject(Vector3d CenterInTool, double HeightM);
