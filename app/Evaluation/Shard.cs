using DexGrasp.App.Cli;

namespace DexGrasp.App.Evaluation;

/// <summary>One part of an evaluation that several machines share: every n-th episode, beginning with the i-th.</summary>
/// <param name="Index">From 1.</param>
/// <param name="Count">Parts in all.</param>
public readonly record struct Shard(int Index, int Count)
{
    /// <summary>The whole evaluation as one part.</summary>
    public static Shard Whole { get; } = new(1, 1);

    /// <summary>Reads "i/n" with 1 &lt;= i &lt;= n &lt;= 10000.</summary>
    /// <exception cref="UserErrorException">It is not of that form.</exception>
    public static Shard Parse(string text)
    {
        string[] parts = text.Split('/');
        if (parts.Length == 2 && int.TryParse(parts[0], out int index) && int.TryParse(parts[1], out int count)
            && index >= 1 && index <= count && count <= 10_000)
            return new Shard(index, count);
        throw new UserErrorException($"--shard '{text}' is not of the form i/n with 1 <= i <= n <= 10000.", "For the second of four parts: --shard 2/4");
    }

    /// <summary>Returns whether an episode belongs to this part.</summary>
    public bool Has(int episode) => episode % Count == Index - 1;

    /// <inheritdoc/>
    public override string ToString() => $"{Index}/{Count}";
}
