using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>One step of the sampler, shown to whoever asks; the tensors live for the duration of the call.</summary>
/// <param name="Timestep">Noise level at which the step was taken.</param>
/// <param name="Noise">Predicted noise. Shape: [B, H, action size].</param>
/// <param name="Chunk">Normalised chunk after the step. Same shape.</param>
public readonly record struct DenoisingStep(int Timestep, Tensor Noise, Tensor Chunk);
