namespace DexGrasp.Planner.Language;

/// <summary>A vocabulary file as it stands in JSON; docs/vocabulary.md describes it. Every list may be absent.</summary>
internal sealed class VocabularyFile
{
    public int Version { get; set; } = 1;

    public List<CategoryEntry> Categories { get; set; } = [];

    public List<GroupEntry> Groups { get; set; } = [];

    public List<AttributeEntry> Attributes { get; set; } = [];

    public List<string> ObjectWords { get; set; } = [];

    public List<string> TrayWords { get; set; } = [];

    public List<string> TableWords { get; set; } = [];

    public List<string> ViewerWords { get; set; } = [];

    public List<string> RobotWords { get; set; } = [];

    public FeatureEntry FeatureWords { get; set; } = new();

    public List<string> TakeVerbs { get; set; } = [];

    public List<string> AllVerbs { get; set; } = [];

    public List<string> PlaceVerbs { get; set; } = [];

    public List<string> RefusedVerbs { get; set; } = [];

    public List<string> StopVerbs { get; set; } = [];

    public List<string> KeepVerbs { get; set; } = [];

    public List<string> Negations { get; set; } = [];

    public List<string> Exceptions { get; set; } = [];

    public List<NamedEntry> Relations { get; set; } = [];

    public List<NamedEntry> Positions { get; set; } = [];

    public List<MeasureEntry> Superlatives { get; set; } = [];

    public List<MeasureEntry> Orders { get; set; } = [];

    public List<string> StopWords { get; set; } = [];

    public List<HazardEntry> Hazards { get; set; } = [];

    public List<HarmEntry> Harms { get; set; } = [];

    public Dictionary<string, List<string>> WordClasses { get; set; } = [];

    public List<string> Harmless { get; set; } = [];

    public List<string> Pretend { get; set; } = [];

    public List<string> Stays { get; set; } = [];

    public List<string> TrayVerbs { get; set; } = [];

    internal sealed class HazardEntry
    {
        public List<string> Words { get; set; } = [];

        public string Reason { get; set; } = "";

        public bool Anywhere { get; set; }

        public bool Living { get; set; }
    }

    internal sealed class HarmEntry
    {
        public List<string> Patterns { get; set; } = [];

        public bool EvenNegated { get; set; }

        public string Reason { get; set; } = "";
    }

    internal class NamedEntry
    {
        public string Name { get; set; } = "";

        public List<string> Words { get; set; } = [];
    }

    internal sealed class CategoryEntry : NamedEntry
    {
        public LooksEntry? Looks { get; set; }
    }

    internal sealed class LooksEntry
    {
        public double[] LongM { get; set; } = [];

        public double[] MiddleM { get; set; } = [];

        public double[] ShortM { get; set; } = [];

        public string Shape { get; set; } = "mixed";

        public List<string> Colours { get; set; } = [];

        public bool? Handle { get; set; }
    }

    internal sealed class GroupEntry : NamedEntry
    {
        public bool Mass { get; set; }

        public List<string> Members { get; set; } = [];
    }

    internal sealed class AttributeEntry : NamedEntry
    {
        public string Kind { get; set; } = "";
    }

    internal sealed class MeasureEntry
    {
        public string Measure { get; set; } = "";

        public bool Largest { get; set; }

        public List<string> Words { get; set; } = [];
    }

    internal sealed class FeatureEntry
    {
        public List<string> Handle { get; set; } = [];

        public List<string> Part { get; set; } = [];
    }
}
