using System.Globalization;
using System.Text;

namespace DexGrasp.Planner.Language;

/// <summary>Cuts text into lower-case words and punctuation marks, without accents.</summary>
internal static class Tokenizer
{
    /// <summary>Returns the words and marks.</summary>
    /// <param name="text">Any text that can be normalised.</param>
    /// <param name="capitals">Receives for each of them whether its first letter, and no other, is a capital.</param>
    public static List<string> Split(string text, ICollection<bool>? capitals = null)
    {
        var tokens = new List<string>();
        var word = new StringBuilder();
        (bool first, bool others) = (false, false);
        void Flush()
        {
            if (word.Length == 0)
                return;
            tokens.Add(word.ToString());
            capitals?.Add(first && !others);
            word.Clear();
            (first, others) = (false, false);
        }

        foreach (Rune rune in text.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            if (category == UnicodeCategory.NonSpacingMark)
                continue;
            if (Rune.IsLetterOrDigit(rune))
            {
                if (Rune.IsUpper(rune))
                    (first, others) = (first || word.Length == 0, others || word.Length > 0);
                word.Append(Rune.ToLowerInvariant(rune).ToString());
                continue;
            }

            if (rune.Value is '\'' or '\u2019')
                continue;
            Flush();
            if (Mark(rune.Value) is { } mark)
            {
                tokens.Add(mark);
                capitals?.Add(false);
            }
        }

        Flush();
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
}
