using System.Reflection;

namespace DexGrasp.Planner.Language;

/// <summary>
/// The words that the planner understands: nouns with their looks, attributes, relations, verbs. The built-in list is
/// <c>planner/Data/vocabulary.json</c>; a file of the same form extends it. Immutable; safe to share between threads.
/// </summary>
public sealed class Vocabulary
{
    private readonly Dictionary<string, List<WordSense>> _phrases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CategoryLooks> _looks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _groups = new(StringComparer.Ordinal);
    private readonly HashSet<string> _mass = new(StringComparer.Ordinal);
    private readonly HashSet<string> _allVerbs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _placeVerbs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _trayVerbs = new(StringComparer.Ordinal);

    internal Vocabulary(IReadOnlyList<VocabularyFile> files)
    {
        FunctionWords.AddTo(Add);
        foreach (VocabularyFile file in files)
            Take(file);
        Guard = new HarmGuard(this, files);
    }

    /// <summary>The built-in vocabulary.</summary>
    public static Vocabulary BuiltIn { get; } = new(ReadBuiltIn());

    /// <summary>Gets every category with its looks. Key: canonical name.</summary>
    public IReadOnlyDictionary<string, CategoryLooks> Categories => _looks;

    /// <summary>Gets the groups of categories: fruit, tool. Key: canonical name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Groups => _groups;

    /// <summary>Gets what refuses hazardous things and harm.</summary>
    public HarmGuard Guard { get; }

    internal int LongestPhrase { get; private set; } = 1;

    /// <summary>Returns the built-in vocabulary with a user's file added.</summary>
    /// <param name="path">A JSON file of the form that docs/vocabulary.md describes.</param>
    /// <exception cref="VocabularyException">The file cannot be read or an entry is not valid; nothing was added.</exception>
    public static Vocabulary Extend(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new VocabularyException($"Vocabulary file '{path}' cannot be read: {e.Message}", e);
        }

        return ExtendWith(text, path);
    }

    /// <summary>Returns the built-in vocabulary with a user's entries added.</summary>
    /// <param name="json">Content of a vocabulary file.</param>
    /// <param name="name">Names the source in messages.</param>
    /// <exception cref="VocabularyException">An entry is not valid; nothing was added.</exception>
    public static Vocabulary ExtendWith(string json, string name) => new([.. ReadBuiltIn(), VocabularyReader.Read(json, name, BuiltIn)]);

    internal IReadOnlyList<WordSense>? Find(string phrase) => _phrases.TryGetValue(phrase, out List<WordSense>? senses) ? senses : null;

    internal IEnumerable<string> SingleWords() => _phrases.Where(p => !p.Key.Contains(' ', StringComparison.Ordinal)
        && p.Value.Any(s => s.Kind is WordKind.Category or WordKind.Group or WordKind.Attribute)).Select(p => p.Key).Order(StringComparer.Ordinal);

    internal bool IsMassNoun(string group) => _mass.Contains(group);

    internal bool MeansEverything(string verb) => _allVerbs.Contains(verb);

    internal bool EndsInTray(string verb) => _trayVerbs.Contains(verb);

    internal bool NamesAPlace(string verb) => _placeVerbs.Contains(verb);

    private static VocabularyFile[] ReadBuiltIn() => [ReadBuiltIn("vocabulary.json"), ReadBuiltIn("hazards.json")];

    private static VocabularyFile ReadBuiltIn(string file)
    {
        string name = $"DexGrasp.Planner.Data.{file}";
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new VocabularyException($"The built-in vocabulary '{name}' is missing from this build.");
        using var reader = new StreamReader(stream);
        return VocabularyReader.Read(reader.ReadToEnd(), $"built-in {file}", null);
    }

    private void Take(VocabularyFile file)
    {
        foreach (VocabularyFile.CategoryEntry c in file.Categories)
        {
            if (c.Looks is { } looks)
                _looks[c.Name] = VocabularyReader.ToLooks(looks);
            AddAll(c.Words.Append(c.Name), new WordSense(WordKind.Category, c.Name));
        }

        foreach (VocabularyFile.GroupEntry g in file.Groups)
        {
            _groups[g.Name] = _groups.TryGetValue(g.Name, out IReadOnlyList<string>? known) ? [.. known.Union(g.Members)] : g.Members;
            if (g.Mass)
                _mass.Add(g.Name);
            AddAll(g.Words.Append(g.Name), new WordSense(WordKind.Group, g.Name));
        }

        foreach (VocabularyFile.AttributeEntry a in file.Attributes)
            AddAll(a.Words.Append(a.Name), new WordSense(WordKind.Attribute, a.Name, VocabularyReader.ToAttributeKind(a.Kind).ToString()));
        foreach (VocabularyFile.NamedEntry r in file.Relations)
            AddAll(r.Words, new WordSense(WordKind.Relation, r.Name));
        foreach (VocabularyFile.NamedEntry p in file.Positions)
            AddAll(p.Words, new WordSense(WordKind.Position, p.Name));
        foreach (VocabularyFile.MeasureEntry s in file.Superlatives)
            AddAll(s.Words, new WordSense(WordKind.Superlative, s.Measure, s.Largest ? "largest" : "smallest"));
        foreach (VocabularyFile.MeasureEntry o in file.Orders)
            AddAll(o.Words, new WordSense(WordKind.Order, o.Measure, o.Largest ? "largest" : "smallest"));

        AddWords(file.ObjectWords, WordKind.Object);
        AddWords(file.TrayWords, WordKind.Tray);
        AddWords(file.TableWords, WordKind.Table);
        AddWords(file.ViewerWords, WordKind.Viewer);
        AddWords(file.RobotWords, WordKind.Robot);
        AddAll(file.FeatureWords.Handle, new WordSense(WordKind.Feature, "handle"));
        AddAll(file.FeatureWords.Part, new WordSense(WordKind.Feature, "part"));
        AddWords(file.TakeVerbs, WordKind.TakeVerb);
        AddWords(file.RefusedVerbs, WordKind.RefusedVerb);
        AddWords(file.StopVerbs, WordKind.StopVerb);
        AddWords(file.KeepVerbs, WordKind.KeepVerb);
        AddWords(file.Negations, WordKind.Negation);
        AddWords(file.Exceptions, WordKind.Exception);
        AddWords(file.StopWords, WordKind.Filler);
        _allVerbs.UnionWith(file.AllVerbs);
        _placeVerbs.UnionWith(file.PlaceVerbs);
        _trayVerbs.UnionWith(file.TrayVerbs);
    }

    private void AddWords(IEnumerable<string> words, WordKind kind)
    {
        foreach (string word in words)
            Add(word, new WordSense(kind, Tokenizer.Normalize(word)));
    }

    private void AddAll(IEnumerable<string> words, WordSense sense)
    {
        foreach (string word in words)
            Add(word, sense);
    }

    private void Add(string word, WordSense sense)
    {
        string key = Tokenizer.Normalize(word);
        if (!_phrases.TryGetValue(key, out List<WordSense>? senses))
            _phrases[key] = senses = [];
        if (!senses.Contains(sense))
            senses.Add(sense);
        LongestPhrase = Math.Max(LongestPhrase, key.Count(c => c == ' ') + 1);
    }
}
