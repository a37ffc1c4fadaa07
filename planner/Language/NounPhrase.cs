namespace DexGrasp.Planner.Language;

/// <summary>A noun phrase with what it says about quantity, before it becomes part of a step.</summary>
/// <param name="Expression">Which objects.</param>
/// <param name="Count">How many; null for all.</param>
/// <param name="HasHead">Whether it has a noun: "the red" has none.</param>
/// <param name="OnlySelector">Whether it is nothing but a superlative: "the smallest".</param>
/// <param name="Plural">Whether it speaks of several.</param>
internal sealed record NounPhrase(ReferringExpression Expression, int? Count, bool HasHead, bool OnlySelector, bool Plural)
{
    /// <summary>Gets the superlative of "the two largest": it chooses the first ones, not one.</summary>
    public Selector? Extra { get; init; }

    /// <summary>Gets whether it names nothing: "the thing", "this one". Beside a phrase that does, it is only a way of speaking: "the thing to grab is the cup".</summary>
    public bool Vague { get; init; }

    /// <summary>Gets whether it has an article or a word in the place of one.</summary>
    public bool HasArticle { get; init; }

    /// <summary>Gets whether its last relation cannot be where to put it: "out of the box", "put the cup left of the tin away".</summary>
    public bool NamesNoPlace { get; init; }

    /// <summary>Gets whether it means a thing that was not spoken of before: "a cup", "another one".</summary>
    public bool Different { get; init; }

    /// <summary>Gets whether it is a noun and no more: "the cup", one of them.</summary>
    public bool IsOnlyANoun => HasHead && Count == 1 && !Plural && Expression is { NounIsKnown: true, Attributes.Count: 0, Relations.Count: 0, Selector: null };

    /// <summary>Gets whether its noun is only "one": "the red one".</summary>
    public bool IsOne { get; init; }

    /// <summary>Gets whether it stands after "or": either this or the one before will do.</summary>
    public bool Alternative { get; init; }

    /// <summary>Returns the phrase restricted to what another one means: "the tallest" within "the three bottles" is the tallest bottle.</summary>
    public NounPhrase Within(NounPhrase domain)
    {
        ReferringExpression own = Expression, other = domain.Expression;
        bool hasNoun = HasHead && (own.Categories.Count > 0 || !own.NounIsKnown);
        return this with
        {
            HasHead = true,
            OnlySelector = false,
            Vague = Vague && domain.Vague,
            Expression = own with
            {
                Noun = hasNoun ? own.Noun : other.Noun,
                Categories = hasNoun ? own.Categories : other.Categories,
                NounIsKnown = hasNoun ? own.NounIsKnown : other.NounIsKnown,
                Selector = own.Selector ?? other.Selector,
                Attributes = [.. own.Attributes, .. other.Attributes],
                Relations = [.. own.Relations, .. other.Relations.Where(r => r.Anchors[0].Landmark is not (Landmark.Viewer or Landmark.Robot))],
            },
        };
    }
}
