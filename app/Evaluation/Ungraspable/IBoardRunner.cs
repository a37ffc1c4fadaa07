namespace DexGrasp.App.Evaluation.Ungraspable;

/// <summary>Runs episodes at the board, one thread at a time.</summary>
internal interface IBoardRunner : IDisposable
{
    /// <summary>Runs one episode.</summary>
    /// <param name="seed">Decides everything random.</param>
    BoardSkillEpisode Run(ulong seed);
}
