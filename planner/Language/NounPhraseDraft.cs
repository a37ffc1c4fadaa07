namespace DexGrasp.Planner.Language;

/// <summary>A noun phrase while it is read: what its words said so far.</summary>
internal sealed class NounPhraseDraft
{
    /// <summary>Gets what the object must be.</summary>
    public List<AttributeTest> Attributes { get; } = [];

    /// <summary>Gets what it must stand to.</summary>
    public List<Relation> Relations { get; } = [];

    /// <summary>Gets the words before the noun that say nothing that can be judged.</summary>
    public List<string> Ignored { get; } = [];

    /// <summary>Gets or sets the noun; null for "the red".</summary>
    public Lexeme? Head { get; set; }

    /// <summary>Gets or sets the number that was named; null when none was.</summary>
    public int? Count { get; set; }

    /// <summary>Gets or sets the ordinal: 1 for the first, -1 for the last; null when there was none.</summary>
    public int? Rank { get; set; }

    /// <summary>Gets or sets the superlative; null when there was none.</summary>
    public Selector? Selector { get; set; }

    /// <summary>Gets or sets whether all are meant: "every", "the others".</summary>
    public bool All { get; set; }

    /// <summary>Gets or sets whether the article asks for one: "a", "that".</summary>
    public bool Singular { get; set; }

    /// <summary>Gets or sets whether it began with an article or a word in the place of one.</summary>
    public bool Article { get; set; }

    /// <summary>Gets or sets whether it means something that was not spoken of: "another thing", "something", "the other one".</summary>
    public bool Different { get; set; }

    /// <summary>Gets or sets whether it says what it is taken out of.</summary>
    public bool Source { get; set; }

    /// <summary>Gets or sets what it is one of: "the tallest of the bottles"; null when nothing was said.</summary>
    public NounPhrase? Domain { get; set; }

    /// <summary>Gets whether nothing was read that makes a noun phrase.</summary>
    public bool IsEmpty => Head is null && !All && Attributes.Count == 0 && Selector is null && Rank is null && Count is null;

    /// <summary>Returns an expression with what was read added to it.</summary>
    public ReferringExpression AddTo(ReferringExpression expression) =>
        expression with { Attributes = [.. expression.Attributes, .. Attributes], Relations = [.. expression.Relations, .. Relations] };

    /// <summary>Puts the phrase together.</summary>
    /// <param name="vocabulary">Members of groups.</param>
    /// <param name="previous">An earlier phrase, to which "one" may refer back; null for none.</param>
    /// <param name="notes">Receives what was paid no attention to, for people.</param>
    public NounPhrase Build(Vocabulary vocabulary, ReferringExpression? previous, ICollection<string> notes)
    {
        Selector? selector = RankedSelector();
        bool bare = Head is null;
        WordSense? category = Head?.Find(WordKind.Category), group = Head?.Find(WordKind.Group);
        bool saysNoMore = Attributes.Count == 0 && Relations.Count == 0 && selector is null;
        // "The squishy thing": what is not understood must not stand for any thing.
        bool strange = Head?.Is(WordKind.Object) == true && Ignored.Count > 0 && saysNoMore && Domain is null && !All;
        bool unknown = Head is not null && category is null && group is null && (strange || (!Head.Is(WordKind.Object) && !Head.Is(WordKind.All)));
        ReferringExpression expression = new(
            category?.Name ?? group?.Name ?? (unknown ? string.Join(' ', Ignored.Append(Head!.Text)) : "object"),
            category is not null ? [category.Name] : group is not null ? vocabulary.Groups[group.Name] : [],
            !unknown, [.. Attributes], [.. Relations], selector);
        if (Head?.Text is "one" or "ones" && previous is not null && previous.Landmark == Landmark.None && !(strange && previous is { NounIsKnown: true, Categories.Count: 0 }))
            expression = expression with { Noun = previous.Noun, Categories = previous.Categories, NounIsKnown = previous.NounIsKnown };
        Note(unknown, notes);

        bool mass = group is not null && vocabulary.IsMassNoun(group.Name) && !Singular;
        bool plural = Head?.Plural == true || All || mass;
        int? count = Count ?? (plural && !Singular && (selector is null || All) ? null : 1);
        if (Count is > 1 && selector is not null)
            expression = expression with { Selector = null };
        var phrase = new NounPhrase(expression, count, !bare, bare && selector is not null && Attributes.Count == 0 && Relations.Count == 0 && !All, plural)
        {
            Extra = Count is > 1 ? selector : null,
            HasArticle = Article,
            Different = Different,
            NamesNoPlace = Source,
            IsOne = Head?.Text is "one" or "ones",
            Vague = saysNoMore && !unknown && category is null && group is null && (All || (!plural && Count is null && !Different)),
        };
        return Domain is { } domain ? phrase.Within(domain) : phrase;
    }

    // An ordinal without a superlative counts from the left.
    private Selector? RankedSelector() => (Selector, Rank) switch
    {
        ({ } selector, < 0) => selector with { Largest = !selector.Largest },
        ({ } selector, { } rank) => selector with { Rank = rank },
        (null, < 0) => new Selector(Measure.Right, Largest: true),
        (null, { } rank) => new Selector(Measure.Right, Largest: false, rank),
        _ => Selector,
    };

    private void Note(bool unknown, ICollection<string> notes)
    {
        if (!unknown)
            foreach (string word in Ignored)
                notes.Add($"I cannot judge \"{word}\" here and paid no attention to it.");
        foreach (AttributeTest material in Attributes.Where(a => a.Kind == AttributeKind.Material))
            notes.Add($"I cannot judge \"{material}\" from pictures and paid no attention to it.");
    }
}
