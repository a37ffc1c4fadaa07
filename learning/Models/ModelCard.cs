using DexGrasp.Learning.DexGraspVla;

namespace DexGrasp.Learning.Models;

/// <summary>What somebody has to know before a model moves a robot; stands beside its weights as model-card.json.</summary>
public sealed record ModelCard
{
    /// <summary>Version of this card's form.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Gets the version of this card's form.</summary>
    public required int Format { get; init; }

    /// <summary>Gets the model's name.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what kind of model it is.</summary>
    public required string Architecture { get; init; }

    /// <summary>Gets the file that the model was read from, without its folder.</summary>
    public required string SourceFile { get; init; }

    /// <summary>Gets the SHA-256 of that file, hexadecimal.</summary>
    public required string SourceSha256 { get; init; }

    /// <summary>Gets the SHA-256 of weights.safetensors, hexadecimal. It is checked whenever the model is loaded.</summary>
    public required string WeightsSha256 { get; init; }

    /// <summary>Gets the trainable parameters.</summary>
    public required long TrainableParameters { get; init; }

    /// <summary>Gets all parameters, with those of frozen encoders.</summary>
    public required long Parameters { get; init; }

    /// <summary>Gets the condition tokens of the transformer.</summary>
    public required int ConditionTokens { get; init; }

    /// <summary>Gets the steps of a chunk.</summary>
    public required int Horizon { get; init; }

    /// <summary>Gets the steps in one second. Unit: Hz.</summary>
    public required double StepRateHz { get; init; }

    /// <summary>Gets the joints, in the order of an action's numbers.</summary>
    public required IReadOnlyList<string> JointNames { get; init; }

    /// <summary>Gets the unit of each of an action's numbers, in the same order.</summary>
    public required IReadOnlyList<string> Units { get; init; }

    /// <summary>Gets what the norm layers divide by.</summary>
    public required NormKind Norm { get; init; }

    /// <summary>Gets the factor that brings each of an action's numbers to the model's range.</summary>
    public required IReadOnlyList<float> NormalizerScale { get; init; }

    /// <summary>Gets what is added after that factor.</summary>
    public required IReadOnlyList<float> NormalizerOffset { get; init; }

    /// <summary>Gets what else has to be known.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
