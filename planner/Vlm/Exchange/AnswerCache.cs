using System.Text;

namespace DexGrasp.Planner.Vlm.Exchange;

/// <summary>Answers that could be used, by request: in memory, and in a folder where there is one. The same request gets the same answer.</summary>
/// <param name="folder">Null to keep answers in memory alone.</param>
internal sealed class AnswerCache(string? folder)
{
    private const int MostInMemory = 256;
    private readonly Dictionary<string, string> _answers = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>Returns an answer; null when there is none.</summary>
    public string? Find(string key)
    {
        if (_answers.TryGetValue(key, out string? known))
            return known;
        if (folder is null)
            return null;
        try
        {
            string text = File.ReadAllText(PathOf(key));
            Keep(key, text);
            return text;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps an answer. A folder that cannot be written costs nothing but the saving.</summary>
    public void Put(string key, string answer)
    {
        Keep(key, answer);
        if (folder is null)
            return;
        string temporary = $"{PathOf(key)}.{Environment.ProcessId}.part";
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(temporary, answer, new UTF8Encoding(false));
            File.Move(temporary, PathOf(key), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
        }
    }

    private void Keep(string key, string answer)
    {
        if (_answers.TryAdd(key, answer))
            _order.Enqueue(key);
        while (_order.Count > MostInMemory)
            _answers.Remove(_order.Dequeue());
    }

    private string PathOf(string key) => Path.Combine(folder!, key + ".txt");
}
