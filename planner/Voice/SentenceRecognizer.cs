using DexGrasp.Planner.Operators;

namespace DexGrasp.Planner.Voice;

/// <summary>
/// Recognises one utterance by a grammar. A grammar forces any speech onto some sentence of its own; so the sentence has to fit
/// nearly as well as the best sequence of sounds does, which speech about other things does not. One thread at a time.
/// </summary>
internal sealed class SentenceRecognizer : IDisposable
{
    private const string Sentences = "sentences";
    private const string Sounds = "sounds";
    private const string EnglishSounds = "AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH";

    // Measured on other voices and phrases than eval voice reports on. Unit: the decoder's logarithm per frame of speech.
    private const double LeastFit = 0;
    private const double WorstWordWeight = 0.25;
    private const double LeastFitOfStop = -20;
    private const double LeastFitOfBeginning = -10;
    private const double Width = 2;
    private const int LeastWordFrames = 8;
    private const int ShortestFrames = 22;
    private const double LeastShareExplained = 0.7;
    private const double LeastShareOfStop = 0.5;
    private const double LeastShareOfBeginning = 0.65;
    private const double MostShareOfBeginning = 1.5;
    private const int ShortestBeginning = 32;
    private const double NoiseBelowSpeechDb = 21;

    // Digital silence has no sound that the model knows.
    private const double HissBelowSpeechDb = 36;
    private readonly SphinxDecoder _sentences;
    private readonly SphinxDecoder _sounds;
    private int _loudFrames;

    public SentenceRecognizer(SphinxModel model, CommandGrammar grammar)
    {
        // Wide beams, or the end of a sentence is pruned away; a low price of words, or short commands become long tasks.
        _sentences = new SphinxDecoder(model, "-beam", "1e-80", "-pbeam", "1e-80", "-wbeam", "1e-50", "-wip", "0.01");
        _sounds = new SphinxDecoder(model, "-beam", "1e-60", "-pbeam", "1e-60", "-wip", "0.01");
        string[] sounds = EnglishSounds.Split(' ');
        foreach (string sound in sounds)
            _sounds.AddWord($"sound{sound}", sound);
        _sounds.AddGrammar(Sounds, $"#JSGF V1.0;\ngrammar sounds;\npublic <any> = ({string.Join(" | ", sounds.Select(s => $"sound{s}"))})+;\n");
        Use(grammar);
    }

    /// <summary>Uses another grammar from the next utterance on.</summary>
    public void Use(CommandGrammar grammar) => _sentences.AddGrammar(Sentences, grammar.Write(_sentences.Knows));

    /// <summary>Recognises a whole utterance.</summary>
    /// <param name="samples">16 kHz, with some silence before and after.</param>
    public SpeechResult Recognize(ReadOnlySpan<short> samples)
    {
        string text = Read(samples, stopsOnly: false);
        if (text.Length == 0)
            return SpeechResult.Nothing;
        if (IsStop(text))
            return StopResult(text, LeastFitOfStop, Explained >= LeastShareOfStop);
        string plain = Decode(_sentences, Sentences, LevelledNoise.AddTo(samples, HissBelowSpeechDb, out _)).Text ?? "";
        if (plain.Length == 0)
            return SpeechResult.Nothing;
        double confidence = Confidence(Fit + (WorstWordWeight * WorstWord) - LeastFit);
        bool holds = Explained >= LeastShareExplained && MeanTheSame(text, plain);
        return new SpeechResult(text, holds ? confidence : Math.Min(confidence, 0.1));
    }

    /// <summary>Looks for a stop in what may be a whole utterance or the beginning of one; of anything else it does not say how well it fits.</summary>
    /// <param name="samples">16 kHz, with some silence before and after.</param>
    public SpeechResult RecognizeStop(ReadOnlySpan<short> samples)
    {
        string text = Read(samples, stopsOnly: true);

        // In noise the first syllable of a longer sentence may look like a short stop; a doubtful one waits for the end.
        bool isWhole = _loudFrames >= ShortestBeginning && Explained is >= LeastShareOfBeginning and <= MostShareOfBeginning;
        return IsStop(text) ? StopResult(text, LeastFitOfBeginning, isWhole) : SpeechResult.Nothing;
    }

    /// <summary>Gets how much better the last sentence fitted than any sequence of sounds. Unit: the decoder's logarithm per frame.</summary>
    internal double Fit { get; private set; }

    /// <summary>Gets how well the word fitted that fitted worst. Unit: the decoder's logarithm per frame.</summary>
    internal double WorstWord { get; private set; }

    /// <summary>Gets what share of the loud part the last sentence's words took. Range: 0 to some 1.5.</summary>
    internal double Explained { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sentences.Dispose();
        _sounds.Dispose();
    }

    private static bool IsStop(string text) => IntentParser.BuiltIn.FindStop(text) is not null;

    private static double Confidence(double margin) => 1 / (1 + Math.Exp(-margin / Width));

    // A wrong stop costs a reset, and a stop that is not taken may cost more: it need not fit so well, however long it is, and not mean the same twice.
    private SpeechResult StopResult(string text, double leastFit, bool holds)
    {
        double confidence = Confidence(Fit - leastFit);
        return new SpeechResult(text, holds ? confidence : Math.Min(confidence, 0.1));
    }

    // The likeliest sentence, and how well it fits; empty where there is none.
    private string Read(ReadOnlySpan<short> samples, bool stopsOnly)
    {
        short[] sound = LevelledNoise.AddTo(samples, NoiseBelowSpeechDb, out _loudFrames);
        (string? text, List<SphinxSegment> words) = Decode(_sentences, Sentences, sound);
        int frames = words.Where(w => w.IsSpeech).Sum(w => w.Last - w.First + 1);
        if (string.IsNullOrWhiteSpace(text) || frames < ShortestFrames || (stopsOnly && !IsStop(text)))
            return "";
        (_, List<SphinxSegment> sounds) = Decode(_sounds, Sounds, sound);
        Fit = (words.Sum(w => (double)w.Acoustic) - sounds.Sum(s => (double)s.Acoustic)) / frames;
        WorstWord = Worst(words, sounds);
        Explained = (double)frames / Math.Max(1, _loudFrames);
        return text.Trim();
    }

    // Under a little noise, speech about other things is forced onto another sentence; a command stays what it is.
    private static bool MeanTheSame(string one, string other)
    {
        OperatorCommand a = IntentParser.BuiltIn.Parse(new OperatorUtterance(one)), b = IntentParser.BuiltIn.Parse(new OperatorUtterance(other));
        return a.Intent == b.Intent && a.Meaning == b.Meaning;
    }

    // Speech about other things often shares a part with a sentence, and hardly ever all of it.
    private static double Worst(List<SphinxSegment> words, List<SphinxSegment> sounds)
    {
        double worst = double.PositiveInfinity;
        foreach (SphinxSegment word in words.Where(w => w.IsSpeech && w.Last - w.First + 1 >= LeastWordFrames))
        {
            double same = sounds.Sum(s => (double)s.Acoustic / (s.Last - s.First + 1) * Math.Max(0, Math.Min(s.Last, word.Last) - Math.Max(s.First, word.First) + 1));
            worst = Math.Min(worst, (word.Acoustic - same) / (word.Last - word.First + 1));
        }

        return worst;
    }

    private static (string? Text, List<SphinxSegment> Words) Decode(SphinxDecoder decoder, string search, ReadOnlySpan<short> samples)
    {
        decoder.Begin(search);
        decoder.Process(samples, whole: true);
        decoder.End();
        return (decoder.Hypothesis(out _), decoder.Segments());
    }
}
