namespace DexGrasp.Planner.Voice;

/// <summary>Where PocketSphinx's English model lies: acoustic model and dictionary.</summary>
/// <param name="Folder">The folder that holds them all. Default: where Debian's package pocketsphinx-en-us puts them.</param>
public sealed record SphinxModel(string Folder = "/usr/share/pocketsphinx/model/en-us")
{
    /// <summary>The packages that bring library and model.</summary>
    public const string Packages = "libpocketsphinx3 pocketsphinx-en-us";

    internal string Acoustic => Path.Combine(Folder, "en-us");

    internal string Dictionary => Path.Combine(Folder, "cmudict-en-us.dict");

    /// <summary>Gets whether all files are there.</summary>
    public bool IsInstalled => Directory.Exists(Acoustic) && File.Exists(Dictionary);

    internal void RequireInstalled()
    {
        if (!IsInstalled)
            throw VoiceException.NotInstalled($"There is no speech model in {Folder}.");
    }
}
