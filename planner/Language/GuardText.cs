namespace DexGrasp.Planner.Language;

/// <summary>The words of a prompt as <see cref="HarmGuard"/> reads them: each with its base forms, and which of them are names of people.</summary>
internal sealed class GuardText
{
    private static readonly HashSet<string> VerbMarks = new(StringComparer.Ordinal)
    {
        "and", "then", ",", ".", "to", "please", "you", "just", "or", "will", "would", "could", "can", "now", "go", "lets", "ya", "pls", "otherwise", "plus", "but", "kindly", "simply", "quickly", "slowly", "hard",
        "help", "gonna", "wanna", "should", "must", "again", "finally", "next", "robot", "maybe", "secretly", "gently", "them", "us", "me", "always", "repeatedly", "tray", "first", "dont", "afterwards", "while", "by", "before", "after", "for",
    };

    private static readonly HashSet<string> Links = new(StringComparer.Ordinal)
    {
        "could", "would", "can", "will", "may", "might", "shall", "should", "past", "above", "below", "near", "with", "from", "to", "of", "at", "off", "out", "behind", "between", "beyond", "under", "around", "across", "for", "as", "and", "but", "or", "when", "while", "if", "because", "since", "once", "until", "till", "though", "although", "unless", "than", "help", "ask", "tell", "thank", "call", "buy", "by", "on", "in", "over", "against", "unlike", "toward", "towards", "inside", "what", "where", "how", "why",
        "whose", "says", "thats", "wait", "tonight", "tomorrow", "did", "do", "does", "had", "has", "let", "say", "hello", "meet", "greet", "cheer", "please", "serve", "feeds", "teach", "about", "during", "all", "so", "make", "makes", "was", "were", "look", "send", "yes",
    };

    private readonly string[][] _forms;
    private readonly bool[] _names;
    private readonly bool[] _things;
    private readonly bool[] _unknown;

    /// <summary>Reads a prompt.</summary>
    /// <param name="text">English; any text.</param>
    /// <param name="vocabulary">A word with a capital letter that stands in it is no name.</param>
    public GuardText(string text, Vocabulary vocabulary)
    {
        List<bool> capitals = [];
        Tokens = Tokenizer.Split(text, capitals);
        _forms = new string[Tokens.Count][];
        _names = new bool[Tokens.Count];
        _things = new bool[Tokens.Count];
        _unknown = new bool[Tokens.Count];
        for (int i = 0; i < Tokens.Count; i++)
        {
            string token = Tokens[i];
            _forms[i] = [.. Morphology.Singulars(token).Concat(Morphology.BaseVerbs(token)).Prepend(token).Distinct()];
            _names[i] = capitals[i] && i > 0 && Tokens[i - 1] != "." && token.Length > 1 && _forms[i].All(f => vocabulary.Find(f) is null);
            _unknown[i] = char.IsLetter(token[0]) && !Links.Contains(token) && _forms[i].All(f => vocabulary.Find(f) is null);
            _things[i] = _forms[i].Any(f => vocabulary.Find(f)?.Any(s => s.Kind is WordKind.Category or WordKind.Group or WordKind.Object) == true);
        }
    }

    /// <summary>Gets the words and marks, lower case.</summary>
    public List<string> Tokens { get; }

    /// <summary>Gets how many words and marks there are.</summary>
    public int Count => Tokens.Count;

    /// <summary>Returns a word and what it could be an inflected form of.</summary>
    public string[] Forms(int index) => _forms[index];

    /// <summary>Returns whether a word seems to name a person: "at Peter", "Lisa's face".</summary>
    public bool IsName(int index) => _names[index];

    /// <summary>Returns whether a word joins clauses or says where: "while", "across".</summary>
    public static bool IsLink(string word) => Links.Contains(word);

    /// <summary>Returns whether a word is neither known nor one that joins clauses.</summary>
    public bool IsUnknown(int index) => _unknown[index];

    /// <summary>Returns whether a word is followed by a thing that it only describes: "the baby bottle", "Peter's cup".</summary>
    public bool IsModifier(int index)
    {
        int next = index + 1;
        while (next < Count && _names[next])
            next++;
        return next < Count && _things[next];
    }

    /// <summary>Returns whether a verb that stands here would say what to do: after "and", "to", "please", at the beginning.</summary>
    public bool IsVerbPlace(int index) => index == 0 || VerbMarks.Contains(Tokens[index - 1]) || Tokens[index - 1].EndsWith("ly", StringComparison.Ordinal);
}
