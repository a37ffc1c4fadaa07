namespace DexGrasp.Planner.Language;

/// <summary>Folds rows of lexemes that mean one thing: a word said twice, "number two", "put your hand around".</summary>
internal static class LexemeFolder
{
    private const int LongestRepeat = 3;
    private const int Gap = 2;
    private static readonly WordSense[] Reach = [new(WordKind.TakeVerb, "reach for")];
    private static readonly WordSense[] Thing = [new(WordKind.Object, "thing")];
    private static readonly HashSet<string> Moves = new(StringComparer.Ordinal)
    {
        "put", "place", "wrap", "clamp", "close", "curl", "get", "lay", "position", "lower", "guide", "extend", "move", "bring", "stretch", "fold", "tighten", "set", "slide", "slip", "reach", "send", "direct", "steer", "shut", "clasp", "use", "hook", "clench",
    };

    private static readonly HashSet<string> Hands = new(StringComparer.Ordinal)
    {
        "hand", "hands", "finger", "fingers", "gripper", "grippers", "claw", "claws", "mitts", "paws", "palm", "palms", "digits", "arm", "grip", "pincers",
    };

    private static readonly HashSet<string> Towards = new(StringComparer.Ordinal)
    {
        "around", "round", "on", "on to", "onto", "over", "to", "at", "for", "toward", "towards", "by", "above", "near", "about", "upon", "down on",
    };

    /// <summary>Returns the row with such rows folded.</summary>
    public static List<Lexeme> Fold(List<Lexeme> lexemes)
    {
        List<Lexeme> folded = [];
        for (int i = 0; i < lexemes.Count;)
        {
            if (Repeated(lexemes, i) is > 0 and var repeated)
            {
                i += repeated;
            }
            else if (HandMove(lexemes, i) is > 0 and var length)
            {
                folded.Add(new Lexeme(lexemes[i].Text, Reach, Plural: false));
                i += length;
            }
            else if (Numbered(lexemes, i) is > 0 and var ahead)
            {
                folded.Add(new Lexeme("number", [new WordSense(WordKind.Ordinal, "number", Number: lexemes[i + ahead].Find(WordKind.Number)!.Number)], Plural: false));
                i += ahead + 1;
            }
            else if (IsWhatStands(lexemes, i))
            {
                folded.Add(lexemes[i++] with { Senses = Thing });
            }
            else
            {
                folded.Add(lexemes[i++]);
            }
        }

        return folded;
    }

    // "The the cup", "take the red take the red cup"; not "the orange orange".
    private static int Repeated(List<Lexeme> lexemes, int start)
    {
        for (int length = LongestRepeat; length > 0; length--)
        {
            if (start + (2 * length) > lexemes.Count || (length == 1 && (lexemes[start].IsNoun || lexemes[start].Is(WordKind.Attribute) || lexemes[start].Is(WordKind.Number))))
                continue;
            int i = 0;
            while (i < length && lexemes[start + i].Text == lexemes[start + length + i].Text && !lexemes[start + i].Is(WordKind.SentenceEnd) && !lexemes[start + i].Is(WordKind.Comma))
                i++;
            if (i == length)
                return length;
        }

        return 0;
    }

    // "Curl your fingers gently around": the rest says which thing.
    private static int HandMove(List<Lexeme> lexemes, int start)
    {
        if (!Moves.Contains(lexemes[start].Text))
            return 0;
        bool hand = false;
        for (int i = start + 1; i < Math.Min(lexemes.Count, start + 3 + (2 * Gap)); i++)
        {
            string text = lexemes[i].Text;
            if (hand && Towards.Contains(text))
                return i + 1 - start;
            bool named = Hands.Contains(text[(text.LastIndexOf(' ') + 1)..]);
            bool passes = lexemes[i].Is(WordKind.Determiner) || lexemes[i].Is(WordKind.Filler) || lexemes[i].Is(WordKind.Attribute) || named;
            if (!passes || (i == start + 1 && !lexemes[i].Is(WordKind.Determiner) && text.Split(' ')[0] is not ("your" or "its")))
                return 0;
            hand |= named;
        }

        return 0;
    }

    // "What is next to the tin".
    private static bool IsWhatStands(List<Lexeme> lexemes, int start)
    {
        if (lexemes[start].Text is not ("what" or "whats"))
            return false;
        int next = start + 1;
        while (next < lexemes.Count && lexemes[next].Text is "is" or "stands" or "lies" or "sits" or "standing" or "lying" or "sitting")
            next++;
        if (next + 1 >= lexemes.Count || !lexemes[next].Is(WordKind.Relation) || (next == start + 1 && lexemes[start].Text == "what"))
            return false;
        Lexeme place = lexemes[Math.Min(lexemes.Count - 1, next + (lexemes[next + 1].Is(WordKind.Determiner) ? 2 : 1))];
        return !place.Is(WordKind.Table) && !(place.Is(WordKind.Tray) && lexemes[next].Find(WordKind.Relation)!.Name is "inside" or "onTopOf");
    }

    // "Number two", "no. 2": how far on the number stands.
    private static int Numbered(List<Lexeme> lexemes, int start)
    {
        string text = lexemes[start].Text;
        int ahead = text is "number" or "nr" or "num" ? 1 : 0;
        if (text is "no" or "nr" or "num" && start + 1 < lexemes.Count && lexemes[start + 1].Text == ".")
            ahead = 2;
        if (text == "no" && start > 0 && lexemes[start - 1].IsNoun)
            ahead = 1;
        return ahead > 0 && start + ahead < lexemes.Count && lexemes[start + ahead].Is(WordKind.Number) ? ahead : 0;
    }
}
