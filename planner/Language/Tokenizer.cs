using System.Globalization;
using System.Text;

namespace DexGrasp.Planner.Language;

/// <summary>Cuts text into lower-case words and punctuation marks, without accents.</summary>
internal static class Tokenizer
{
    public static List<string> Split(string text)
    {
        var tokens = new List<string>();
        var word = new StringBuilder();
        foreach (Rune rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            if (category == UnicodeCategory.NonSpacingMark)
                continue;
            if (Rune.IsLetterOrDigit(rune))
            {
                word.Append(Rune.ToLowerInvariant(rune).ToString());
                continue;
            }

            if (rune.Value is '\'' or '\u2019')
                continue;
            Flush(word, tokens);
            if (Mark(rune.Value) is { } mark)
                tokens.Add(mark);
        }

        Flush(word, tokens);
        return tokens;
    }

    /// <summary>Returns the form under which a phrase is kept: its words, single spaces between them.</summary>
    public static string Normalize(string phrase) => string.Join(' ', Split(phrase));

    private static string? Mark(int rune) => rune switch
    {
        ',' or '\u3001' or '\uFF0C' => ",",
        '.' or '!' or '?' or ';' or ':' or '\n' or '\u3002' => ".",
        '&' or '+' => "and",
        _ => null,
    };

    private static void Flush(StringBuilder word, List<string> tokens)
    {
        if (word.Length == 0)
            return;
        tokens.Add(word.ToString());
        word.Clear();
    }
}
