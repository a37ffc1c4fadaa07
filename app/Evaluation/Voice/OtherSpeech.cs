namespace DexGrasp.App.Evaluation.Voice;

/// <summary>Sentences that are no commands: small talk, and some that use the commands' own words. None of them stops anything.</summary>
internal static class OtherSpeech
{
    private static readonly string[] TuningWho = ["my sister", "the printer", "our meeting", "the dog", "he", "the train", "the museum", "this bicycle"];
    private static readonly string[] TuningWhat = ["is in the kitchen again", "was late this morning", "leaves at half past nine", "looks better than last year", "sounded very strange", "costs far too much", "needs some attention", "is out of order"];
    private static readonly string[] TuningClose = ["did you watch the game last night", "i put the keys on the table yesterday", "he took the bus to town", "she picked a good moment", "what did you say to them"];
    private static readonly string[] Who = ["my brother", "the neighbour", "our teacher", "a friend of mine", "the postman", "her uncle", "the new manager", "somebody from the office", "their daughter", "the old captain", "the lady upstairs", "a young engineer"];
    private static readonly string[] What =
    [
        "went to the mountains last summer", "has been learning french for a year", "would like to buy a smaller house", "told me a long story about trains", "is going to visit the dentist tomorrow",
        "never drinks coffee after lunch", "was watching the news on television", "painted the garden fence last weekend", "knows a lot about music and history", "forgot to answer the telephone",
        "usually walks to work in the morning", "spent all evening repairing a bicycle", "wrote a letter to the newspaper", "believes that it will rain on sunday", "is looking for a cheaper apartment", "was born in a village near the sea",
    ];

    private static readonly string[] Close =
    [
        "the cup was on the table when i came in", "i will take the early train tomorrow", "they picked apples in the garden all day", "he opened the window and looked outside", "what do you think about the weather",
        "we cleared the snow from the street", "the red bottle belongs to my grandmother", "i see what you mean", "she grabbed her coat and left the house", "can you confirm that the meeting is at three",
        "the status of the project was reported on friday", "i never mind waiting for a good meal", "he went home early because he was tired", "the yellow box came with the mail", "they released a new album this spring",
    ];

    /// <summary>Returns all sentences.</summary>
    /// <param name="tunes">Those for tuning; else those that results are about.</param>
    public static IEnumerable<string> Sentences(bool tunes)
    {
        (string[] who, string[] what, string[] close) = tunes ? (TuningWho, TuningWhat, TuningClose) : (Who, What, Close);
        return who.SelectMany(w => what.Select(v => $"{w} {v}")).Concat(close);
    }
}
