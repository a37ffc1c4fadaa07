using System.Text.Json.Serialization;

namespace DexGrasp.App.Policies.Attention;

/// <summary>Where a policy looks at one moment.</summary>
/// <param name="AtS">Time from the first frame. Unit: s.</param>
/// <param name="HeadShare">Part of the attention that goes to the head picture. Range: [0, 1].</param>
/// <param name="WristShare">Part that goes to the wrist picture.</param>
/// <param name="StateShare">Part that goes to the state.</param>
/// <param name="OnTarget">In the head picture: attention to parts with the target over what they would get if it were even. 1 is even; 0 where the target is not seen.</param>
/// <param name="HeadPng">The head picture's window, plain and with the attention.</param>
/// <param name="WristPng">The wrist picture, plain and with the attention.</param>
public sealed record AttentionFrame(
    double AtS, double HeadShare, double WristShare, double StateShare, double OnTarget, [property: JsonIgnore] byte[] HeadPng, [property: JsonIgnore] byte[] WristPng);
