namespace DexGrasp.Planner.Language;

/// <summary>Reads the clauses of a prompt from left to right and collects steps, orders and exceptions.</summary>
internal sealed class PlanReader(Vocabulary vocabulary, LexemeCursor cursor, ICollection<string> notes)
{
    private readonly VerbReading _verbs = new(cursor);
    private readonly List<StepOrder> _orders = [];
    private readonly List<NounPhrase> _orderPhrases = [];
    private List<NounPhrase> _phrases = [];
    private ReferringExpression? _previous;
    private string _verb = "";
    private bool _sawTray;
    private bool _sawTable;
    private bool _swap;
    private bool _or;

    public List<PlanStep> Steps { get; } = [];

    public List<ReferringExpression> Except { get; } = [];

    public string? Refusal { get; private set; }

    /// <summary>Gets the word at the beginning that seems to be a verb and that nobody taught: "loosen the screws"; null where there is none.</summary>
    public string? UnknownVerb { get; private set; }

    /// <summary>Gets whether "it" was said before anything was named.</summary>
    public bool HasDanglingPronoun { get; private set; }

    public bool WantsStop { get; private set; }

    public bool SawVerb { get; private set; }

    public void ReadAll()
    {
        while (!cursor.AtEnd && Refusal is null && !WantsStop)
        {
            int before = cursor.Position;
            ReadNext();
            if (cursor.Position == before)
                cursor.Advance();
        }

        CloseClause();
    }

    private bool AtClauseStart => _phrases.Count == 0 || cursor.Position > 0 && cursor.Before() is WordKind.And or WordKind.Comma or WordKind.Then or WordKind.SentenceEnd or WordKind.Negation;

    private void ReadNext()
    {
        cursor.SkipFillers();
        if (cursor.AtEnd)
            return;
        Lexeme word = cursor.Current;
        if (word.Is(WordKind.StopVerb) && AtClauseStart && !_verbs.IsAboutStopping())
            WantsStop = true;
        else if (word.Is(WordKind.SentenceEnd) || word.Is(WordKind.Then) && !word.Is(WordKind.Filler))
            Take(CloseClause);
        else if (word.Is(WordKind.Exception) || word.Is(WordKind.KeepVerb) && AtClauseStart || word.Is(WordKind.Negation) && !cursor.Peek(1).Is(WordKind.Attribute))
            new ExceptionReader(cursor, ReadPhrase).Read(Except, Steps.Count == 0 && _phrases.Count == 0);
        else if ((word.Is(WordKind.TakeVerb) || IsTowardsTray(word)) && AtClauseStart && !_verbs.IsNounHere(word))
            ReadVerb(word);
        else if (word.Is(WordKind.RefusedVerb) && AtClauseStart && !_verbs.IsNounHere(word))
            ReadRefusedVerb(word);
        else if (word.Is(WordKind.StopVerb))
            cursor.Advance();
        else if (IsUnknownVerb(word))
            Take(() => UnknownVerb ??= word.Text);
        else if (word.Is(WordKind.Pronoun))
            Take(ReadPronoun);
        else if (word.Is(WordKind.Starting))
            Take(ReadStarting);
        else if (word.Find(WordKind.Order) is { } order)
            Take(() => _orders.Add(new StepOrder(order.ToSelector())));
        else if (word.Is(WordKind.Tray))
            Take(() => _sawTray = true);
        else if (word.Is(WordKind.Table))
            Take(() => _sawTable = true);
        else if (word.Is(WordKind.Before) || word.Is(WordKind.After))
            Take(() => _swap = word.Is(WordKind.After));
        else if (word.Is(WordKind.And) || word.Is(WordKind.Or) || word.Is(WordKind.Comma))
            Take(() => _or |= word.Is(WordKind.Or));
        else
            ReadTarget();
    }

    private void Take(Action action)
    {
        cursor.Advance();
        action();
    }

    // "Loosen the screws": what stands at the beginning before an article, and is no greeting.
    private bool IsUnknownVerb(Lexeme word) => word.Is(WordKind.Unknown) && !word.Plural && cursor.Peek(1).Is(WordKind.Determiner) && _phrases.Count == 0 && Steps.Count == 0 && !SawVerb
        && word.Text.Length > 2 && !GuardText.IsLink(word.Text) && AtClauseStart && (cursor.Before() is WordKind.SentenceEnd || cursor.Peek(-1).Is(WordKind.Filler));

    // "I need to hang a picture, get me the tool" and "she cut the bread, take it away" tell a story.
    private void ReadRefusedVerb(Lexeme word)
    {
        if (!_verbs.IsStory())
        {
            Refusal = $"I can grasp things and put them in the tray; I cannot \"{word.Text}\".";
            return;
        }

        while (!cursor.AtEnd && !cursor.Is(WordKind.Comma) && !cursor.Is(WordKind.SentenceEnd) && !cursor.Is(WordKind.And) && !cursor.Is(WordKind.Then))
            cursor.Advance();
    }

    private void ReadVerb(Lexeme word)
    {
        // "pick up the cup and put it in the tray" goes on about the same thing.
        SawVerb = true;
        if (_phrases.Count > 0)
            CloseClause();
        _verb = (word.Find(WordKind.TakeVerb) ?? word.Find(WordKind.RefusedVerb))!.Name;
        cursor.Advance();
    }

    // "Toss the can in the tray" is only another word for putting it there.
    private bool IsTowardsTray(Lexeme word)
    {
        if (word.Find(WordKind.RefusedVerb) is not { } verb || !vocabulary.EndsInTray(verb.Name))
            return false;
        for (int ahead = 1; cursor.Peek(ahead).Text.Length > 0 && !cursor.Peek(ahead).Is(WordKind.SentenceEnd); ahead++)
            if (cursor.Peek(ahead).Is(WordKind.Tray))
                return true;
        return false;
    }

    private void ReadPronoun()
    {
        HasDanglingPronoun |= _previous is null && Steps.Count == 0;
        _verb = "";
    }

    private void ReadStarting()
    {
        if (ReadPhrase() is not { } phrase)
            return;
        _orders.Add(ToOrder(phrase, last: false));
    }

    private void ReadTarget()
    {
        if (cursor.Is(WordKind.First) && cursor.Position >= 0 && cursor.Before() != WordKind.Unknown && _phrases.Count == 0)
        {
            cursor.Advance();
            return;
        }

        bool article = cursor.Is(WordKind.Determiner);
        if (ReadPhrase() is not { } phrase)
            return;
        if (cursor.Is(WordKind.First) || cursor.Is(WordKind.Last))
        {
            bool last = cursor.Is(WordKind.Last);
            cursor.Advance();
            _orders.Add(ToOrder(phrase, last));
            _orderPhrases.Add(phrase);
            return;
        }

        if (IsInterjection(phrase, article))
        {
            notes.Add($"I do not know \"{phrase.Expression.Noun}\" and paid no attention to it.");
            return;
        }

        _previous = phrase.Expression;
        _phrases.Add(phrase with { Alternative = _or && _phrases.Count > 0 });
        _or = false;
    }

    // "hey you, take the cup": a strange word before the verb is nothing to grasp.
    private bool IsInterjection(NounPhrase phrase, bool article) => !article && !SawVerb && _phrases.Count == 0 && Steps.Count == 0
        && !phrase.Expression.NounIsKnown && phrase.Expression.Attributes.Count == 0 && phrase.Expression.Relations.Count == 0 && !cursor.AtEnd && !cursor.Is(WordKind.Exception);

    private NounPhrase? ReadPhrase() => new NounPhraseParser(vocabulary, cursor, notes).Parse(_previous);

    private static StepOrder ToOrder(NounPhrase phrase, bool last) => phrase.Expression.Selector is { } selector && !phrase.Plural && phrase.Expression.Categories.Count == 0 && phrase.Expression.Attributes.Count == 0
        ? new StepOrder(selector with { Rank = 1, Largest = selector.Largest ^ last })
        : new StepOrder(null, phrase.Expression with { Selector = null }, last);

    private void CloseClause()
    {
        bool everything = _phrases.Count == 0 && (_sawTable && _verb.Length > 0 || vocabulary.MeansEverything(_verb) && !_sawTray);
        if (_phrases.Count == 0 && everything)
            AddStep([ReferringExpression.AnyObject], null);
        else if (_phrases.Count == 0 && _sawTray && vocabulary.MeansEverything(_verb))
            Refusal = "I take things from the table to the tray; I do not empty the tray.";
        else if (_phrases.Count > 0)
            AddPhrases();
        else if (_orderPhrases.Count > 0 && (_verb.Length > 0 || Steps.Count == 0))
            foreach (NounPhrase phrase in _orderPhrases)
                AddStep([phrase.Expression], phrase.Count, keepOrders: false);
        else if (_orders.Count > 0 && Steps.Count > 0)
            Steps[^1] = Steps[^1] with { Order = [.. Steps[^1].Order, .. _orders] };
        else if (_orders.Count > 0 && cursor.AtEnd)
            AddStep([ReferringExpression.AnyObject], null);

        _phrases = [];
        _orders.Clear();
        _orderPhrases.Clear();
        _verb = "";
        _sawTray = _sawTable = _swap = _or = false;
    }

    private void AddPhrases()
    {
        RefuseOtherPlaces();
        Inherit();
        List<(List<ReferringExpression> Targets, int? Count, Selector? Extra)> steps = [];
        foreach (NounPhrase phrase in _phrases)
        {
            if (steps.Count > 0 && (phrase.Alternative || (phrase.Count is null && steps[^1].Count is null)))
                steps[^1].Targets.Add(phrase.Expression);
            else
                steps.Add(([phrase.Expression], vocabulary.MeansEverything(_verb) && !phrase.HasHead ? null : phrase.Count, phrase.Extra));
        }

        if (_swap)
            steps.Reverse();
        foreach ((List<ReferringExpression> targets, int? count, Selector? extra) in steps)
            AddStep(targets, count, extra);
    }

    // "put the cup left of the tin" names a place for the cup, and there is no placing but in the tray.
    private void RefuseOtherPlaces()
    {
        if (!vocabulary.NamesAPlace(_verb) || _sawTray || _phrases[^1].Expression.Relations.Count == 0)
            return;
        Relation place = _phrases[^1].Expression.Relations[^1];
        if (place.Anchors[0].Landmark == Landmark.None)
            Refusal ??= $"I can put things only in the tray, not {place}.";
    }

    // "the red and the blue cup": the first phrase takes the noun of the second.
    private void Inherit()
    {
        for (int i = _phrases.Count - 2; i >= 0; i--)
        {
            ReferringExpression next = _phrases[i + 1].Expression;
            if (!_phrases[i].HasHead && _phrases[i + 1].HasHead && !_phrases[i].OnlySelector)
                _phrases[i] = _phrases[i] with { Expression = _phrases[i].Expression with { Noun = next.Noun, Categories = next.Categories, NounIsKnown = next.NounIsKnown } };
        }
    }

    private void AddStep(IReadOnlyList<ReferringExpression> targets, int? count, Selector? extra = null, bool keepOrders = true)
    {
        List<StepOrder> orders = keepOrders ? [.. _orders] : [];
        if (extra is not null)
            orders.Insert(0, new StepOrder(extra));
        Steps.Add(new PlanStep(targets, count, orders, []));
    }
}
