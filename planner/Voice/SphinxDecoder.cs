using System.Runtime.InteropServices;

namespace DexGrasp.Planner.Voice;

/// <summary>A decoder of PocketSphinx with one acoustic model and several named searches. One thread at a time.</summary>
internal sealed class SphinxDecoder : IDisposable
{
    private readonly SphinxHandle _handle;

    /// <summary>Loads the model.</summary>
    /// <param name="model">Where the acoustic model and the dictionary lie.</param>
    /// <param name="settings">Names and values as on PocketSphinx's command line, one after the other.</param>
    /// <exception cref="VoiceException">The library or the model is not installed.</exception>
    public SphinxDecoder(SphinxModel model, params string[] settings)
    {
        model.RequireInstalled();
        try
        {
            NativeMethods.err_set_logfp(0);
            string[] arguments = ["dexgrasp", "-hmm", model.Acoustic, "-dict", model.Dictionary, "-remove_silence", "no", .. settings];
            nint config = NativeMethods.cmd_ln_parse_r(0, NativeMethods.ps_args(), arguments.Length, arguments, 1);
            nint decoder = config == 0 ? 0 : NativeMethods.ps_init(config);
            if (config != 0)
                _ = NativeMethods.cmd_ln_free_r(config);
            _handle = new SphinxHandle(decoder);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            throw VoiceException.NotInstalled(e.Message, e);
        }

        if (_handle.IsInvalid)
            throw VoiceException.NotInstalled($"PocketSphinx cannot load its model in {model.Folder}.");
    }

    /// <summary>Adds a search by grammar.</summary>
    public void AddGrammar(string name, string jsgf) => Require(NativeMethods.ps_set_jsgf_string(_handle, name, jsgf), "grammar");

    /// <summary>Adds a search for phrases anywhere in speech.</summary>
    public void AddPhrases(string name, IEnumerable<(string Phrase, double Threshold)> phrases)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(path, phrases.Select(p => FormattableString.Invariant($"{p.Phrase} /{p.Threshold:0e+0}/")));
            Require(NativeMethods.ps_set_kws(_handle, name, path), "list of phrases");
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Adds a word to the dictionary.</summary>
    public void AddWord(string word, string phones) => Require(NativeMethods.ps_add_word(_handle, word, phones, 1) < 0 ? -1 : 0, "word");

    /// <summary>Gets whether the dictionary has a word.</summary>
    public unsafe bool Knows(string word)
    {
        nint phones = NativeMethods.ps_lookup_word(_handle, word);
        NativeMemory.Free((void*)phones);
        return phones != 0;
    }

    /// <summary>Starts an utterance that stands alone: nothing is kept of the loudness and the sound of earlier ones.</summary>
    public void Begin(string search)
    {
        Require(NativeMethods.ps_set_search(_handle, search), "search");
        Require(NativeMethods.ps_start_stream(_handle), "start of a stream");
        Require(NativeMethods.ps_start_utt(_handle), "start of an utterance");
    }

    /// <summary>Takes sound: 16 kHz, 16 bit, one channel.</summary>
    public void Process(ReadOnlySpan<short> samples, bool whole) =>
        Require(NativeMethods.ps_process_raw(_handle, samples, (nuint)samples.Length, 0, whole ? 1 : 0) < 0 ? -1 : 0, "sound");

    /// <summary>Ends the utterance.</summary>
    public void End() => Require(NativeMethods.ps_end_utt(_handle), "end of an utterance");

    /// <summary>Returns the words found so far; null where there are none.</summary>
    public string? Hypothesis(out int score) => Marshal.PtrToStringUTF8(NativeMethods.ps_get_hyp(_handle, out score));

    /// <summary>Returns the hypothesis word by word.</summary>
    public List<SphinxSegment> Segments()
    {
        var segments = new List<SphinxSegment>();
        for (nint at = NativeMethods.ps_seg_iter(_handle); at != 0; at = NativeMethods.ps_seg_next(at))
        {
            NativeMethods.ps_seg_frames(at, out int first, out int last);
            _ = NativeMethods.ps_seg_prob(at, out int acoustic, out _, out _);
            segments.Add(new SphinxSegment(Marshal.PtrToStringUTF8(NativeMethods.ps_seg_word(at)) ?? "", first, last, acoustic));
        }

        return segments;
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    private static void Require(int code, string what)
    {
        if (code < 0)
            throw new VoiceException($"PocketSphinx refused a {what} (code {code}); voice is off. Typing works as before.");
    }
}
