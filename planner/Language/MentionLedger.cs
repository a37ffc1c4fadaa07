namespace DexGrasp.Planner.Language;

/// <summary>Remembers which steps come from words that may not ask for anything: "the thing to grab is ...", "there is a cup, ...".</summary>
internal sealed class MentionLedger
{
    private readonly HashSet<PlanStep> _vague = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<PlanStep> _mentioned = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<PlanStep> _introduced = new(ReferenceEqualityComparer.Instance);

    /// <summary>Notes the steps of a clause.</summary>
    /// <param name="steps">Of the clause.</param>
    /// <param name="vague">Whether they name nothing: "the thing".</param>
    /// <param name="mentioned">Whether they are only said to be there.</param>
    /// <param name="introduced">Whether a later phrase may speak of the same thing: "a pen ..., take the pen".</param>
    public void Note(IEnumerable<PlanStep> steps, bool vague, bool mentioned, bool introduced)
    {
        foreach (PlanStep step in steps)
        {
            if (vague)
                _vague.Add(step);
            if (mentioned)
                _mentioned.Add(step);
            if (mentioned || introduced)
                _introduced.Add(step);
        }
    }

    /// <summary>Returns whether a phrase asks for what was introduced before, and keeps that.</summary>
    public bool Resolves(List<PlanStep> steps, NounPhrase phrase)
    {
        if (!phrase.IsOnlyANoun || !phrase.HasArticle || phrase.Different
            || steps.Find(s => _introduced.Contains(s) && s.Targets.Any(t => t.Categories.Count > 0 && t.Noun == phrase.Expression.Noun)) is not { } step)
            return false;
        Keep(step);
        return true;
    }

    /// <summary>Keeps a step: "it" speaks of it.</summary>
    public void Keep(PlanStep step)
    {
        _vague.Remove(step);
        _mentioned.Remove(step);
    }

    /// <summary>Drops what asks for nothing beside what does: first what is only said to be there, then what names nothing.</summary>
    public void Drop(List<PlanStep> steps)
    {
        if (steps.Exists(s => !_vague.Contains(s) && !_mentioned.Contains(s)))
            steps.RemoveAll(_mentioned.Contains);
        if (steps.Exists(s => !_vague.Contains(s)))
            steps.RemoveAll(_vague.Contains);
    }
}
