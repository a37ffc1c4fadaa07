namespace DexGrasp.App.Policies.Replays;

/// <summary>How far predictions are from what was done, some time ahead. Means over frames and joints of the absolute difference.</summary>
/// <param name="AheadS">How far ahead. Unit: s.</param>
/// <param name="ArmMrad">Of the policy, arm joints. Unit: mrad.</param>
/// <param name="HandMrad">Of the policy, hand joints. Unit: mrad.</param>
/// <param name="PlanArmMrad">Of the expert's own plan at that frame, arm joints: even who knows all changes its mind. Unit: mrad.</param>
/// <param name="PlanHandMrad">Of the expert's own plan, hand joints. Unit: mrad.</param>
/// <param name="Frames">Frames that have a frame so much later. Range: 0 and up; with 0 all errors are 0.</param>
public sealed record ReplayError(double AheadS, double ArmMrad, double HandMrad, double PlanArmMrad, double PlanHandMrad, int Frames);
