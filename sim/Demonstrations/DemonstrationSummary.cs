using DexGrasp.Sim.Tasks;

namespace DexGrasp.Sim.Demonstrations;

/// <summary>How an episode ended.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Outcome">The judge's verdict.</param>
/// <param name="Kept">Whether it should be learned from: it succeeded, or a learner drove, whose failures are what the labels are for.</param>
/// <param name="Frames">How many frames it has.</param>
/// <param name="ValidFrames">How many of them have a valid label.</param>
/// <param name="Attempts">How often the expert closed the hand.</param>
/// <param name="Seconds">Simulated time.</param>
/// <param name="Reason">Empty, or why it was not successful.</param>
public sealed record DemonstrationSummary(int Seed, EpisodeOutcome Outcome, bool Kept, int Frames, int ValidFrames, int Attempts, double Seconds, string Reason);
