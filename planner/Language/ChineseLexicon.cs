using System.Reflection;
using System.Text.Json;

namespace DexGrasp.Planner.Language;

/// <summary>The Chinese words of <c>planner/Data/chinese.json</c>, and the cutting of a text, which has no spaces, into them: the longest word first.</summary>
internal sealed class ChineseLexicon
{
    private readonly Dictionary<string, List<ChineseWord>> _words = new(StringComparer.Ordinal);
    private readonly int _longest;

    private ChineseLexicon(Dictionary<string, Dictionary<string, string>> lists)
    {
        foreach ((string role, Dictionary<string, string> words) in lists)
        {
            foreach ((string text, string english) in words)
            {
                if (!_words.TryGetValue(text, out List<ChineseWord>? senses))
                    _words[text] = senses = [];
                senses.Add(new ChineseWord(role, text, english));
                _longest = Math.Max(_longest, text.Length);
            }
        }
    }

    /// <summary>The built-in words.</summary>
    public static ChineseLexicon BuiltIn { get; } = Read();

    /// <summary>Returns whether a text has Chinese characters.</summary>
    public static bool IsChinese(string text) => text.Any(c => c is >= '\u4e00' and <= '\u9fff');

    /// <summary>Cuts a text into words; characters in no list become words of their own, runs of Latin letters and digits stay together.</summary>
    public List<ChineseWord> Split(string text)
    {
        var words = new List<ChineseWord>();
        for (int i = 0; i < text.Length;)
        {
            ChineseWord word = Longest(text, i) ?? Other(text, i);
            i += word.Text.Length;
            if (!string.IsNullOrWhiteSpace(word.Text))
                words.Add(word);
        }

        return words;
    }

    /// <summary>Returns the word in another role, or null.</summary>
    public ChineseWord? Find(string text, string role) => _words.TryGetValue(text, out List<ChineseWord>? senses) ? senses.Find(s => s.Role == role) : null;

    private ChineseWord? Longest(string text, int start)
    {
        for (int length = Math.Min(_longest, text.Length - start); length > 0; length--)
            if (_words.TryGetValue(text.Substring(start, length), out List<ChineseWord>? senses))
                return senses[0];
        return null;
    }

    private static ChineseWord Other(string text, int start)
    {
        char first = text[start];
        if (first is '，' or ',' or '、')
            return new ChineseWord("mark", text.Substring(start, 1), ",");
        if (first is '。' or '！' or '？' or '；' or '.' or '!' or '?' or ';' or '\n')
            return new ChineseWord("mark", text.Substring(start, 1), ".");
        int end = start + 1;
        while (char.IsAsciiLetterOrDigit(first) && end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
            end++;
        return new ChineseWord("unknown", text[start..end], text[start..end]);
    }

    private static ChineseLexicon Read()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("DexGrasp.Planner.Data.chinese.json")
            ?? throw new VocabularyException("The built-in Chinese words are missing from this build.");
        return new ChineseLexicon(JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(stream)!);
    }
}
