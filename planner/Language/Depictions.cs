namespace DexGrasp.Planner.Language;

/// <summary>Tells toys and pictures of things from the things: "the toy sword", "the figure with the sword", "the dynamite logo".</summary>
/// <param name="pretend">Words that make a thing a toy or a picture.</param>
internal sealed class Depictions(WordClass pretend)
{
    private const int Reach = 3;
    private const int FarReach = 5;

    /// <summary>Returns whether what is named at a place is only a toy or a picture of it.</summary>
    /// <param name="text">The prompt.</param>
    /// <param name="start">Where the name begins.</param>
    /// <param name="length">How many words it has. At least 1.</param>
    public bool IsDepicted(GuardText text, int start, int length) => IsDescribed(text, start) || IsFollowed(text, start + length);

    // "The toy sword", "the mug showing a knife", "the knight with the sword".
    private bool IsDescribed(GuardText text, int start)
    {
        bool far = false;
        for (int i = start - 1; i >= 0 && i >= start - (far ? FarReach : Reach); i--)
        {
            string word = text.Tokens[i];
            if (word is "showing" or "picturing" or "depicting" || pretend.Lengths(text, i).Any())
                return true;
            if (word is "with" or "holding" or "of" or "has" or "like" or "from" or "on")
                far = true;
            else if (word is "," or "." or "and" or "or" || (!far && word is "in" or "into" or "at" or "to" or "for"))
                return false;
        }

        return false;
    }

    // "The dynamite logo", "the sword from the toy box".
    private bool IsFollowed(GuardText text, int next)
    {
        int last = next + Reach - 1;
        for (int i = next; i < Math.Min(text.Count, last); i++)
        {
            if (pretend.Lengths(text, i).Any())
                return true;
            if (text.Tokens[i] is "from" or "made" or "on" or "of")
                last = next + FarReach;
            else if (text.Tokens[i] is "," or "." or "and" or "or" or "in" or "into" or "at" or "to" or "next" or "for" or "with")
                return false;
        }

        return false;
    }
}
