namespace DexGrasp.Planner.Language;

/// <summary>
/// Puts a Chinese instruction into the English that <see cref="PlanReader"/> reads. Word for word, but for noun phrases, which Chinese builds
/// the other way round: what stands before 的 comes after the noun, as in 罐子左边的红色杯子, the red cup left of the tin.
/// </summary>
internal sealed class ChineseReader
{
    private readonly List<ChineseWord> _words;
    private int _at;

    private ChineseReader(List<ChineseWord> words) => _words = words;

    /// <summary>Returns the instruction in English.</summary>
    public static string ToEnglish(string text) => new ChineseReader(ChineseLexicon.BuiltIn.Split(text)).Read();

    private string Role(int ahead = 0) => _at + ahead < _words.Count ? _words[_at + ahead].Role : "";

    private string Text(int ahead = 0) => _at + ahead < _words.Count ? _words[_at + ahead].Text : "";

    private string Read()
    {
        List<string> english = [];
        while (_at < _words.Count)
        {
            if (IsNounPhraseAhead())
                english.Add(ReadNounPhrase());
            else
                english.Add(_words[_at++].English);
        }

        return string.Join(' ', english.Where(w => w.Length > 0)).Replace(" ,", ",", StringComparison.Ordinal);
    }

    private bool IsNounPhraseAhead() => Role() is "noun" or "adjective" or "superlative" or "all" or "number" or "unknown" || (Role() == "place" && Text() != "")
        || Text() is "第" or "离" or "距离" || (Text() == "从" && Text(2) == "数") || (Text() == "在" && Role(1) == "noun");

    // [from the left] [all | number] modifiers... noun
    private string ReadNounPhrase()
    {
        List<string> before = [], after = [];
        string noun = "object", quantity = "the";
        bool named = false;
        while (_at < _words.Count && !named)
        {
            if (Role() == "all")
                quantity = _words[_at++].English is { Length: > 0 } all ? all : quantity;
            else if (Text() == "第" && Role(1) == "number")
                before.Add(Ordinal());
            else if (Text() == "从" && Text(2) == "数")
                after.Add(FromSide());
            else if (Role() == "number")
                quantity = _words[_at++].English;
            else if (Role() == "superlative")
                before.Add(_words[_at++].English);
            else if (Role() == "adjective" && !(Role(1) is "place" or "between"))
                before.Add(_words[_at++].English);
            else if (Text() is "离" or "距离" && Nearest() is { } nearest)
                after.Add(nearest);
            else if (Role() == "place")
                after.Add(Position());
            else if (Role() is "drop" && Text() is not ("从" or "把" or "将"))
                _at++;
            else if (Role() is "noun" or "unknown")
                (noun, named) = ReadNoun(after, noun);
            else
                break;
        }

        // "The rest" and "everything" stand alone.
        bool alone = quantity is "everything" or "the rest" or "the others";
        return string.Join(' ', new[] { quantity }.Concat(before).Concat(alone && !named ? [] : [Plural(noun, quantity)]).Concat(after).Where(w => w.Length > 0));
    }

    private string Position() => ChineseLexicon.BuiltIn.Find(_words[_at++].Text, "position")?.English ?? "";

    // A noun with a place behind it is what something else stands beside.
    private (string Noun, bool Named) ReadNoun(List<string> after, string noun)
    {
        string read = _words[_at++].English;
        if (Role() == "and" && Role(1) == "noun" && Role(2) == "between")
        {
            after.Add($"between the {read} and the {_words[_at + 1].English}");
            _at += 3;
            return (noun, false);
        }

        if (Role() == "place")
        {
            after.Add($"{_words[_at].English} the {read}");
            _at++;
            return (noun, false);
        }

        // 玩具车 is in the lexicon; of two nouns in a row the first only says what kind.
        return Role() == "noun" ? (noun, false) : (read, true);
    }

    private string Ordinal()
    {
        string[] ordinals = ["", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
        int number = Array.IndexOf(["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], _words[_at + 1].English);
        _at += 2;
        return number > 0 ? ordinals[number] : "first";
    }

    private string FromSide()
    {
        string side = Text(1).StartsWith('右') ? "from the right" : "from the left";
        _at += 3;
        return side;
    }

    // 离罐子最近的: nearest to the tin.
    private string? Nearest()
    {
        int end = _at + 1;
        while (end < _words.Count && _words[end].Role is "noun" or "adjective" or "drop")
            end++;
        if (end >= _words.Count || _words[end].Text is not ("最近" or "最远"))
            return null;
        string anchor = string.Join(' ', _words.Skip(_at + 1).Take(end - _at - 1).Select(w => w.English).Where(w => w.Length > 0));
        string relation = _words[end].Text == "最近" ? "nearest to" : "farthest from";
        _at = end + 1;
        return $"{relation} the {anchor}";
    }

    private static string Plural(string noun, string quantity) => quantity is "all" or "two" or "three" or "four" or "five" or "six" or "seven" or "eight" or "nine" or "ten" && noun is not ("food" or "cutlery" or "stationery" or "electronics" or "fruit")
        ? noun.EndsWith('x') || noun.EndsWith('s') || noun.EndsWith("ch", StringComparison.Ordinal) || noun.EndsWith("sh", StringComparison.Ordinal) ? noun + "es" : noun + "s"
        : noun;
}
