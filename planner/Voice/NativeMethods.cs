using System.Runtime.InteropServices;

namespace DexGrasp.Planner.Voice;

/// <summary>The functions of PocketSphinx 0.8+5prealpha that are used. Structs are opaque pointers.</summary>
internal static partial class NativeMethods
{
    public const string Sphinx = "libpocketsphinx.so.3";
    public const string SphinxBase = "libsphinxbase.so.3";

    [LibraryImport(SphinxBase)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void err_set_logfp(nint file);

    // ps_init reads its settings from what this makes; cmd_ln_init would be shorter and is variadic.
    [LibraryImport(SphinxBase, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint cmd_ln_parse_r(nint existing, nint definitions, int count, string[] arguments, int strict);

    [LibraryImport(SphinxBase)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int cmd_ln_free_r(nint settings);

    [LibraryImport(Sphinx)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint ps_args();

    [LibraryImport(Sphinx)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint ps_init(nint settings);

    [LibraryImport(Sphinx)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int ps_free(nint decoder);

    [LibraryImport(Sphinx, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int ps_set_jsgf_string(SphinxHandle decoder, string name, string grammar);

    [LibraryImport(Sphinx, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int ps_set_kws(SphinxHandle decoder, string name, string path);

    [LibraryImport(Sphinx, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int ps_set_search(SphinxHandle decoder, string name);

    [LibraryImport(Sphinx, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int ps_add_word(SphinxHandle decoder, string word, string phones, int update);

    // What it returns is to be freed by the C library.
    [LibraryImport(Sphinx, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint ps_lookup_word(SphinxHandle decoder, string word);

    [LibraryImport(Sphinx)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int ps_start_stream(SphinxHandle decoder);

    [LibraryImport(Sphinx)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int ps_start_utt(SphinxHandle decoder);

    [LibraryImport(Sphinx)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int ps_process_raw(SphinxHandle decoder, ReadOnlySpan<short> samples, nuint count, int noSearch, int wholeUtterance);

    [LibraryImport(Sphinx)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int ps_end_utt(SphinxHandle decoder);

    // What it returns belongs to the decoder.
    [LibraryImport(Sphinx)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint ps_get_hyp(SphinxHandle decoder, out int score);

    [LibraryImport(Sphinx)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint ps_seg_iter(SphinxHandle decoder);

    [LibraryImport(Sphinx)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint ps_seg_next(nint segment);

    [LibraryImport(Sphinx)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint ps_seg_word(nint segment);

    [LibraryImport(Sphinx)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial void ps_seg_frames(nint segment, out int first, out int last);

    [LibraryImport(Sphinx)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int ps_seg_prob(nint segment, out int acoustic, out int language, out int backOff);
}
