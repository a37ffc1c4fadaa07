namespace DexGrasp.Planner.Language;

/// <summary>The closed classes of English that hold an instruction together: articles, numbers, conjunctions.</summary>
internal static class FunctionWords
{
    private static readonly string[] Numbers =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    private static readonly string[] Ordinals =
        ["", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

    private static readonly string[] ShortOrdinals = ["", "1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th"];

    // What is said when the words before were wrong; "no" counts only with its comma, as "no" before a noun forbids.
    private static readonly string[] Corrections =
        ["no ,", "no wait", "no , wait", "no , wait ,", "no wait ,", "wait no", "wait no ,", "wait , no", "wait , no ,", "no sorry", "no , sorry", "no , sorry ,", "no sorry ,", "sorry no", "sorry , no", "sorry , no ,", ", sorry ,", "scratch that", "strike that",
        "i mean", "no i mean", "no , i mean", "no i meant", "no , i meant", "i meant", "or rather", "make that", "actually make that", "correction", "no actually", "no , actually", "actually no", "actually , no", "actually , no ,", "actually no ,", ", actually", ". actually", "no no", "no no ,", "no , no ,", "nope", "nope ,",
        "on second thoughts", "on second thought", "my mistake", "oops", "whoops"];

    // Verbs without a meaning of their own, and words that join clauses: never a thing, wherever they stand.
    private static readonly string[] Auxiliaries =
        ["has", "had", "does", "did", "am", "been", "might", "shall", "if", "when", "while", "whilst", "because", "since", "though", "although", "whether", "whose", "where", "wherever", "somewhere", "anywhere", "otherwise", "instead", "rather", "than", "so that", "ever", "even", "yet", "already", "almost", "about", "yes", "yeah", "yep", "do you", "do we", "do they", "do i", "did you", "did we", "does it", "have you", "has anyone", "are you able to", "is there", "are there"];

    private static readonly string[] Subjects = ["i", "you", "we", "he", "she", "it", "they", "that", "there", "who", "what", "this", "somebody", "someone", "where", "how", "when"];

    private static readonly string[] ShortVerbs = ["d", "ll", "ve", "re", "s", "m"];

    // "She'll" and "we'd" would be a shell and a wed.
    private static readonly string[] NoContractions = ["shell", "hell", "ill", "id", "shed", "wed", "were"];

    // The tokenizer drops the apostrophe: "you'd" is "youd".
    private static IEnumerable<string> Contractions() => Subjects.SelectMany(s => ShortVerbs.Select(e => s + e)).Except(NoContractions);

    public static void AddTo(Action<string, WordSense> add)
    {
        void Words(WordKind kind, params string[] words)
        {
            foreach (string word in words)
                add(word, new WordSense(kind, word));
        }

        for (int i = 1; i < Numbers.Length; i++)
            add(Numbers[i], new WordSense(WordKind.Number, Numbers[i], Number: i));
        for (int i = 1; i <= 30; i++)
            add($"{i}", new WordSense(WordKind.Number, $"{i}", Number: i));
        foreach (string pair in new[] { "both", "a couple of", "couple of", "a pair of", "both of" })
            add(pair, new WordSense(WordKind.Number, pair, Number: 2));
        foreach (string few in new[] { "a few", "few", "a few of" })
            add(few, new WordSense(WordKind.Number, few, Number: 3));
        for (int i = 1; i < Ordinals.Length; i++)
        {
            add(Ordinals[i], new WordSense(WordKind.Ordinal, Ordinals[i], Number: i));
            add(ShortOrdinals[i], new WordSense(WordKind.Ordinal, ShortOrdinals[i], Number: i));
        }

        Words(WordKind.Determiner, "the", "a", "an", "this", "that", "these", "those", "some", "my", "your", "our", "another", "any", "da", "dat", "dis", "teh", "whichever", "one of", "any one of", "either");
        Words(WordKind.All, "all", "every", "each", "everything", "all of", "every single", "all the things", "each and every", "every one of", "everything else", "the rest", "do the rest", "the others", "the rest of", "all others", "everything that", "whatever", "anything that", "it all", "all of it", "the lot", "the whole lot", "them all", "all of them");
        Words(WordKind.And, "and", "plus", "as well as", "and also", "along with", "together with", "but also");
        Words(WordKind.Or, "or");
        Words(WordKind.Then, "then", "and then", "afterwards", "after that", "next", "finally", "followed by", "and finally", "later", "lastly");
        Words(WordKind.First, "first", "at first", "before anything else", "before the others", "to begin with");
        Words(WordKind.Last, "last", "at last", "at the end", "in the end", "last of all");
        Words(WordKind.Starting, "starting with", "beginning with", "start with", "begin with", "starting from", "starting", "start from", "beginning");
        Words(WordKind.Before, "before");
        Words(WordKind.After, "after");
        Words(WordKind.With, "with", "having", "that has", "which has", "that have", "with a");
        Words(WordKind.Without, "without", "that has no", "which has no", "with no", "lacking");
        Words(WordKind.Pronoun, "it", "them", "they");
        Words(WordKind.Among, "out of", "from among", "from amongst", "among", "amongst", "amid", "amidst");
        Words(WordKind.Correction, [.. Corrections]);
        Words(WordKind.Stays, "stays", "stay", "can stay", "may stay", "should stay", "must stay", "has to stay", "have to stay", "is to stay", "are to stay", "remains", "can remain");
        Words(WordKind.Filler, [.. Auxiliaries, .. Contractions()]);
        Words(WordKind.Comma, ",");
        Words(WordKind.SentenceEnd, ".", ";", "!", "?", ":");
    }
}
