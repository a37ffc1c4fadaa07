namespace DexGrasp.Planner.Voice;

/// <summary>Tells where somebody speaks, from loudness over what is usual. Works on frames of 10 ms; one thread at a time.</summary>
internal sealed class VoiceActivity
{
    /// <summary>Samples of a frame.</summary>
    public const int Frame = WavFile.Rate / 100;

    private const double OverFloorDb = 5;
    private const double QuietestDb = 30;
    private const int FloorFrames = 150;
    private const int Begin = 6;
    private const int BeginOf = 10;
    private const int EndAfter = 40;
    private readonly double[] _recent = new double[FloorFrames];
    private readonly bool[] _loud = new bool[BeginOf];
    private double _smooth = double.NaN;
    private double _low;
    private long _frames;

    /// <summary>Gets for how long it has been quiet. Unit: frames.</summary>
    public int Quiet { get; private set; }

    /// <summary>Gets whether somebody speaks.</summary>
    public bool IsSpeech { get; private set; }

    /// <summary>Takes a frame.</summary>
    /// <param name="samples">Exactly <see cref="Frame"/>.</param>
    /// <returns>Whether <see cref="IsSpeech"/> changed.</returns>
    public bool Take(ReadOnlySpan<short> samples)
    {
        double db = LevelDb(samples);
        _smooth = double.IsNaN(_smooth) ? db : _smooth + (0.4 * (db - _smooth));
        _recent[_frames % FloorFrames] = _smooth;
        double floor = double.PositiveInfinity;
        for (int i = 0; i < Math.Min(_frames + 1, FloorFrames); i++)
            floor = Math.Min(floor, _recent[i]);
        bool loud = _smooth > Math.Max(QuietestDb, floor + OverFloorDb);
        _loud[_frames++ % BeginOf] = loud;
        Quiet = loud ? 0 : Quiet + 1;
        bool before = IsSpeech;
        IsSpeech = IsSpeech ? Quiet < EndAfter : _loud.Count(l => l) >= Begin;
        return IsSpeech != before;
    }

    // Speech is loudest below some 2 kHz, where white noise has an eighth of its power.
    private double LevelDb(ReadOnlySpan<short> samples)
    {
        const double Alpha = 0.45;
        double sum = 0;
        foreach (short sample in samples)
        {
            _low += Alpha * (sample - _low);
            sum += _low * _low;
        }

        return 10 * Math.Log10((sum / samples.Length) + 1);
    }
}
