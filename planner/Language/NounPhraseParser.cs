namespace DexGrasp.Planner.Language;

/// <summary>Reads one noun phrase: "the second small red cup from the left that is not behind the tin".</summary>
/// <param name="vocabulary">The words it knows.</param>
/// <param name="cursor">Moves past what is read.</param>
/// <param name="notes">Receives what was paid no attention to, for people.</param>
internal sealed class NounPhraseParser(Vocabulary vocabulary, LexemeCursor cursor, ICollection<string> notes)
{
    /// <summary>Reads the phrase at the cursor.</summary>
    /// <param name="previous">An earlier phrase of the prompt, to which "one" may refer back.</param>
    /// <param name="depth">Nesting inside relations. Range: 0 and above.</param>
    /// <returns>The phrase, or null when none begins here; the cursor then has not moved.</returns>
    public NounPhrase? Parse(ReferringExpression? previous, int depth = 0)
    {
        int start = cursor.Position;
        var draft = new NounPhraseDraft();
        var after = new PostmodifierReader(cursor, draft, new RelationReader(vocabulary, cursor, notes, draft, depth));
        new PremodifierReader(cursor, draft).Read();
        if (draft.IsEmpty && !(depth == 0 && after.TryReadPlaceAlone()))
        {
            cursor.Position = start;
            return null;
        }

        after.Read();
        return draft.Build(vocabulary, previous, notes);
    }
}
