namespace DexGrasp.Planner.Language;

/// <summary>Recognises a danger that is named so that it is avoided: "the pan is hot, so take the lid beside it", "if something is hot, leave it".</summary>
internal static class HazardWarning
{
    private const int Reach = 3;

    /// <summary>Returns whether the dangerous state at a place is a warning: said of a thing that nobody asks for afterwards.</summary>
    /// <param name="text">The prompt.</param>
    /// <param name="start">Where the state is named.</param>
    /// <param name="length">How many words that takes. At least 1.</param>
    public static bool Stands(GuardText text, int start, int length)
    {
        int end = start + length;
        if (end >= text.Count || !(text.Tokens[end] is "," or "." or "so" or "and" or "leave"))
            return false;
        string? subject = Subject(text, start, end);
        bool turns = false;
        for (int i = end; i < text.Count; i++)
        {
            string word = text.Tokens[i];
            bool avoids = text.Tokens[i - 1] is "leave" or "to" or "of" or "beside" or "near" or "behind" or "avoid" or "from" or "by" or "touch" or "around";
            if ((word is "it" or "them" or "that" && !avoids && !StandsBeside(text, i)) || word == subject)
                return false;
            turns |= word is "leave" or "avoid" or "so" or "instead" || (subject is not null && text.Tokens[end] == "." && i > end);
        }

        return turns;
    }

    // "The pan is hot": the pan.
    private static string? Subject(GuardText text, int start, int end)
    {
        for (int i = Math.Min(start + 1, end - 1); i > Math.Max(0, start - Reach); i--)
            if (text.Tokens[i] is "is" or "are" or "gets" or "still")
                return text.Tokens[i - 1];
        return null;
    }

    // "The glue sticks that are next to it".
    private static bool StandsBeside(GuardText text, int index) => text.Tokens[index] == "that" && index + 1 < text.Count && text.Tokens[index + 1] is "are" or "is" or "stands" or "lies";
}
