namespace DexGrasp.App.Evaluation;

/// <summary>What the harness needs to know of a task: how to run an episode, and what the result comes from.</summary>
public interface IEvaluationSuite
{
    /// <summary>Gets the suite's name as it stands in eval.json.</summary>
    string Name { get; }

    /// <summary>Returns where results come from, without the shard; asked for after the episodes, since only then it is known what drew the pictures.</summary>
    Provenance Describe();

    /// <summary>Makes a runner for one worker thread; called on that thread.</summary>
    IEpisodeRunner CreateRunner();
}
