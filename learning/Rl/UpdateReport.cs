namespace DexGrasp.Learning.Rl;

/// <summary>How an update went.</summary>
/// <param name="Epochs">Passes that were begun.</param>
/// <param name="EndedEarly">Whether the last pass was broken off because the policy had moved too far.</param>
/// <param name="Divergence">Mean divergence of the new policy from the old one over the last pass. Unit: nat.</param>
/// <param name="ClipFraction">Share of samples whose ratio was limited, over the last pass.</param>
/// <param name="PolicyLoss">Mean over the last pass.</param>
/// <param name="ValueLoss">Mean over the last pass.</param>
/// <param name="Entropy">Of the policy after the update. Unit: nat.</param>
/// <param name="Deviation">Mean standard deviation of an action after the update.</param>
internal sealed record UpdateReport(
    int Epochs, bool EndedEarly, double Divergence, double ClipFraction, double PolicyLoss, double ValueLoss, double Entropy, double Deviation);
