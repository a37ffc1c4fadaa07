namespace DexGrasp.Planner.Language;

/// <summary>Finds people and animals that a prompt asks to be taken. "For the baby", "the dog's ball" and "the kids are hungry" ask for none.</summary>
internal sealed class BeingFinder
{
    private const int Reach = 6;
    private readonly Vocabulary _vocabulary;
    private readonly WordClass _beings;
    private readonly Depictions _depictions;
    private readonly string _reason;

    public BeingFinder(Vocabulary vocabulary, IReadOnlyList<VocabularyFile> files, Depictions depictions)
    {
        _vocabulary = vocabulary;
        List<VocabularyFile.HazardEntry> living = [.. files.SelectMany(f => f.Hazards).Where(h => h.Living)];
        _beings = new WordClass(living.SelectMany(h => h.Words));
        _depictions = depictions;
        _reason = living.FirstOrDefault()?.Reason ?? "";
    }

    /// <summary>Returns why the first being found is not touched; null where there is none.</summary>
    /// <param name="text">The prompt.</param>
    /// <param name="harmless">The words that belong to a harmless phrase.</param>
    public string? Find(GuardText text, bool[] harmless)
    {
        var scope = new HazardScope(_vocabulary);
        for (int i = 0; i < text.Count;)
        {
            if (!harmless[i] && !scope.IsExcused && _beings.Lengths(text, i).FirstOrDefault() is var length and > 0 && IsTaken(text, i, length))
                return $"I do not touch \"{string.Join(' ', text.Tokens.Skip(i).Take(length))}\": {_reason}";
            i += scope.Read(text.Tokens, i);
        }

        return null;
    }

    private bool IsTaken(GuardText text, int start, int length) => !_depictions.IsDepicted(text, start, length) && !IsAddressed(text, start, length) && !IsModifier(text, start, length) && IsObject(text, start, start + length);

    // "My friend, the tin", "take the tin, my friend": spoken to, and not of; "the cup, my friend and the tin" is a list.
    private static bool IsAddressed(GuardText text, int start, int length)
    {
        if (text.Tokens[start + length - 1] is not ("friend" or "friends" or "buddy" or "pal" or "mate" or "man" or "lad" or "boy" or "girl" or "sir" or "madam" or "boss" or "guys" or "folks" or "darling" or "dear" or "son" or "sister" or "brother" or "team" or "everyone" or "everybody"))
            return false;
        int first = start, end = start + length;
        while (first > 0 && text.Tokens[first - 1] is "my" or "dear" or "old" or "good" or "hey" or "ok" or "okay" or "right" or "hello" or "hi" or "thanks" or "please" or "listen")
            first--;
        bool last = end == text.Count || text.Tokens[end] == ".";
        return first == 0 ? !last && text.Tokens[end] == "," : last && text.Tokens[first - 1] == ",";
    }

    // "The cat food", "grandma's cup": another thing follows, known or not.
    private bool IsModifier(GuardText text, int start, int length)
    {
        int next = start + length;
        if (next >= text.Count || !char.IsLetter(text.Tokens[next][0]))
            return false;
        return _vocabulary.Find(text.Tokens[next]) is not { } senses
            ? !text.Tokens[next].EndsWith("ing", StringComparison.Ordinal) && !text.Tokens[next].EndsWith("ly", StringComparison.Ordinal) && text.Tokens[next] is not ("by" or "over" or "then" or "who" or "when" or "while" or "around")
            : senses.Any(s => s.Kind is WordKind.Category or WordKind.Group or WordKind.Object || (s.Kind is WordKind.Attribute or WordKind.Feature && text.Tokens[start + length - 1].EndsWith('s')));
    }

    // Back over "the poor old" to the verb: "take the ...". After "for" or "like", or with a verb of its own, it is only spoken of.
    private bool IsObject(GuardText text, int start, int next)
    {
        for (int i = start - 1; i >= Math.Max(0, start - Reach); i--)
        {
            string word = text.Tokens[i];
            if (word is "for" or "to" or "from" or "with" or "like" or "likes" or "says" or "as" or "of" or "by" or "called" or "named" or "show" or "help" or "give" or "gives" or "hand" or "pass" or "tell" or "bring" or "than" or "so" or "because" or "since" or "if" or "when" or "before" or "until" or "while")
                return false;
            if (word is "," or "." or "and")
                return !TellsAStory(text, next);
            if (_vocabulary.Find(word) is { } senses && senses.Any(s => s.Kind is WordKind.TakeVerb or WordKind.RefusedVerb))
                return true;
        }

        return !TellsAStory(text, next);
    }

    // "The baby wants ...", "granny can't ...": what follows is not a courtesy, a place or the end.
    private static bool TellsAStory(GuardText text, int next) => next < text.Count && char.IsLetter(text.Tokens[next][0])
        && !(text.Tokens[next] is "please" or "pls" or "thanks" or "now" or "in" or "into" or "by" or "goes" or "on" or "should" or "to");
}
