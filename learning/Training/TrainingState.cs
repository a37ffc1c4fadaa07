using TorchSharp.Modules;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Training;

/// <summary>Everything that decides how a training run goes on. Saved and restored whole, the run continues bit for bit.</summary>
/// <param name="Model">Weights and buffers.</param>
/// <param name="Optimizer">Its moments, step counts and rates.</param>
/// <param name="Order">Which samples come next. A restored state has a new one, of the same data set.</param>
/// <param name="Step">Optimisation steps done.</param>
/// <param name="Extra">What else a trainer has to remember, such as the best loss. Text of any form.</param>
public sealed record TrainingState(nn.Module Model, OptimizerHelper Optimizer, SampleOrder Order, long Step, IReadOnlyDictionary<string, string> Extra);
