namespace DexGrasp.Planner.Language;

/// <summary>Reads the clauses of a prompt from left to right and collects steps, orders and exceptions.</summary>
internal sealed class PlanReader(Vocabulary vocabulary, LexemeCursor cursor, ICollection<string> notes)
{
    private readonly VerbReading _verbs = new(vocabulary, cursor);
    private readonly ClauseFront _front = new(vocabulary, cursor, notes);
    private readonly AsideReader _asides = new(vocabulary, cursor, notes);
    private readonly MentionLedger _ledger = new();
    private readonly List<StepOrder> _orders = [];
    private readonly List<NounPhrase> _orderPhrases = [];
    private List<NounPhrase> _phrases = [];
    private ReferringExpression? _previous;
    private string _verb = "";
    private bool _sawTray;
    private bool _sawTable;
    private bool _swap;
    private bool _or;
    private bool _mentions;
    private bool _withdraws;
    private bool _placesIt;

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
        if (Steps.Count == 0 && Refusal is null && !WantsStop && _front.TakeAlone() is { } alone)
            AddStep([alone.Expression], alone.Count);
        _ledger.Drop(Steps);
    }

    private bool AtClauseStart => _phrases.Count == 0 || cursor.Position > 0 && cursor.Before() is WordKind.And or WordKind.Comma or WordKind.Then or WordKind.SentenceEnd or WordKind.Negation or WordKind.Correction;

    private void ReadNext()
    {
        if (TryReadAddedPlace())
            return;
        if (_phrases.Count == 0 && _verb.Length == 0 && _front.TryRead())
        {
            if (_placesIt && _front.NamesAPlace)
                Refusal ??= "I can put things only in the tray, nowhere else.";
            return;
        }

        cursor.SkipFillers();
        if (cursor.AtEnd)
            return;
        Lexeme word = cursor.Current;
        if (word.Is(WordKind.StopVerb) && AtClauseStart && !_verbs.IsAboutStopping())
            WantsStop = true;
        else if (word.Is(WordKind.SentenceEnd) || word.Is(WordKind.Then) && !word.Is(WordKind.Filler))
            Take(CloseClause);
        else if (word.Is(WordKind.Correction))
            Take(() => _withdraws |= _phrases.Count > 0 || Steps.Count > 0);
        else if (word.Is(WordKind.Exception) || word.Is(WordKind.KeepVerb) && AtClauseStart || word.Is(WordKind.Negation) && !cursor.Peek(1).Is(WordKind.Attribute))
            ReadException();
        else if ((word.Is(WordKind.TakeVerb) || _verbs.IsTowardsTray(word)) && AtClauseStart && !_verbs.IsNounHere(word))
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

    // "My glasses, they're next to the book".
    private bool TryReadAddedPlace()
    {
        if (_verb.Length > 0 || _phrases.Count + Steps.Count == 0 || _asides.ReadPlace() is not { } place)
            return false;
        if (_phrases.Count > 0)
            _phrases[^1] = _phrases[^1] with { Expression = place.AddTo(_phrases[^1].Expression) };
        else
            Steps[^1] = Steps[^1] with { Targets = [.. Steps[^1].Targets.SkipLast(1), place.AddTo(Steps[^1].Targets[^1])] };
        return true;
    }

    // "Not the red cup, the blue one": a cup too.
    private void ReadException()
    {
        if (cursor.Current.Text == "all but" && _phrases.Count == 0)
            _phrases.Add(new NounPhrase(ReferringExpression.AnyObject, null, HasHead: true, OnlySelector: false, Plural: true));
        new ExceptionReader(cursor, ReadPhrase).Read(Except, Steps.Count == 0 && _phrases.Count == 0);
        _previous ??= Except.LastOrDefault();
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

    private void ReadPronoun()
    {
        HasDanglingPronoun |= _previous is null && Steps.Count == 0;
        _placesIt = vocabulary.NamesAPlace(_verb);
        if (Steps.Count > 0)
            _ledger.Keep(Steps[^1]);
        _verb = "";
    }

    // "Take the cup, no wait, the bottle".
    private void Withdraw()
    {
        if (_withdraws && _phrases.Count > 0)
            _phrases.RemoveAt(_phrases.Count - 1);
        else if (_withdraws && Steps.Count > 0)
            Steps.RemoveAt(Steps.Count - 1);
        _withdraws = false;
    }

    private void ReadStarting()
    {
        if (ReadPhrase() is not { } phrase)
            return;
        _orders.Add(StepGrouper.ToOrder(phrase, last: false));
    }

    private void ReadTarget()
    {
        if (cursor.Is(WordKind.First) && cursor.Position >= 0 && cursor.Before() != WordKind.Unknown && _phrases.Count == 0)
        {
            cursor.Advance();
            return;
        }

        bool article = cursor.Is(WordKind.Determiner) || (cursor.Position > 0 && cursor.Peek(-1).Is(WordKind.Determiner) && cursor.Peek(-1).Text != "your");
        WordKind mark = cursor.Before();
        _mentions |= _verb.Length == 0 && _phrases.Count == 0 && _asides.IsMention();
        if (ReadPhrase() is not { } phrase)
            return;
        if (cursor.Is(WordKind.First) || cursor.Is(WordKind.Last))
        {
            bool last = cursor.Is(WordKind.Last);
            cursor.Advance();
            _orders.Add(StepGrouper.ToOrder(phrase, last));
            _orderPhrases.Add(phrase);
            return;
        }

        if (IsInterjection(phrase, article))
        {
            notes.Add($"I do not know \"{phrase.Expression.Noun}\" and paid no attention to it.");
            return;
        }

        if (cursor.TryTake(WordKind.Stays))
        {
            Except.Add(phrase.Expression);
            return;
        }

        Withdraw();
        phrase = _front.Apply(phrase);
        if (cursor.Current.Text == "away")
            phrase = phrase with { NamesNoPlace = true };
        if (_verb.Length == 0 && _phrases.Count == 0 && _asides.IsStatement(phrase))
            phrase = phrase with { Vague = true };
        _previous = phrase.Expression;
        if (_phrases.Count > 0 && PhraseJoiner.Join(_phrases[^1], phrase, mark, cursor) is { } joined)
            _phrases[^1] = joined;
        else if (_phrases.Count > 0 || !_ledger.Resolves(Steps, phrase))
            _phrases.Add(phrase with { Alternative = _or && _phrases.Count > 0 });
        _or = false;
    }

    // "hey you, take the cup": a strange word before the verb is nothing to grasp.
    private bool IsInterjection(NounPhrase phrase, bool article) => !article && !SawVerb && _phrases.Count == 0 && Steps.Count == 0
        && !phrase.Expression.NounIsKnown && phrase.Expression.Attributes.Count == 0 && phrase.Expression.Relations.Count == 0 && !cursor.AtEnd && !cursor.Is(WordKind.Exception);

    private NounPhrase? ReadPhrase() => new NounPhraseParser(vocabulary, cursor, notes).Parse(_previous);

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
        _sawTray = _sawTable = _swap = _or = _mentions = false;
    }

    private void AddPhrases()
    {
        if (vocabulary.NamesAPlace(_verb) && !_sawTray)
            Refusal ??= StepGrouper.OtherPlace(_phrases[^1]);
        StepGrouper.Inherit(_phrases);
        bool introduced = _verb.Length == 0 && _phrases is [{ Different: true }], vague = StepGrouper.DropVague(_phrases);
        List<(List<ReferringExpression> Targets, int? Count, Selector? Extra)> steps = StepGrouper.Group(_phrases, vocabulary.MeansEverything(_verb));
        if (_swap)
            steps.Reverse();
        foreach ((List<ReferringExpression> targets, int? count, Selector? extra) in steps)
            AddStep(targets, count, extra);
        _ledger.Note(Steps.TakeLast(steps.Count), vague, _mentions && _verb.Length == 0, introduced);
    }

    private void AddStep(IReadOnlyList<ReferringExpression> targets, int? count, Selector? extra = null, bool keepOrders = true)
    {
        List<StepOrder> orders = keepOrders ? [.. _orders] : [];
        if (extra is not null)
            orders.Insert(0, new StepOrder(extra));
        Steps.Add(new PlanStep(targets, count, orders, []));
    }
}
