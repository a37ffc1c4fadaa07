namespace DexGrasp.Planner.Language;

/// <summary>The words of a prompt as <see cref="HarmGuard"/> reads them: each with its base forms, and which of them are names of people.</summary>
internal sealed class GuardText
{
    private static readonly HashSet<string> VerbMarks = new(StringComparer.Ordinal)
    {
        "and", "then", ",", ".", "to", "please", "you", "just", "or", "will", "would", "could", "can", "now", "go", "lets", "ya", "pls", "id", "ill", "i", "we", "otherwise", "plus", "but", "kindly", "simply", "quickly", "slowly", "hard",
        "it", "that", "who", "help", "gonna", "wanna", "should", "must", "again", "finally", "next", "robot", "maybe", "secretly", "gently", "them", "us", "me", "always", "repeatedly", "tray", "first", "dont", "afterwards", "while", "by", "before", "after", "for",
    };

    private readonly string[][] _forms;
    private readonly bool[] _names;
    private readonly bool[] _things;

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
        for (int i = 0; i < Tokens.Count; i++)
        {
            string token = Tokens[i];
            _forms[i] = [.. Morphology.Singulars(token).Concat(Morphology.BaseVerbs(token)).Prepend(token).Distinct()];
            _names[i] = capitals[i] && i > 0 && Tokens[i - 1] != "." && token.Length > 1 && _forms[i].All(f => vocabulary.Find(f) is null);
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

    /// <summary>Returns whether a word is followed by a thing that it only describes: "the baby bottle", "Peter's cup".</summary>
    public bool IsModifier(int index) => index + 1 < Count && _things[index + 1];

    /// <summary>Returns whether a verb that stands here would say what to do: after "and", "to", "please", at the beginning.</summary>
    public bool IsVerbPlace(int index) => index == 0 || VerbMarks.Contains(Tokens[index - 1]) || Tokens[index - 1].EndsWith("ly", StringComparison.Ordinal);
}
