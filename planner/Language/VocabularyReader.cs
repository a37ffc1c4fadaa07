using System.Text.Json;

namespace DexGrasp.Planner.Language;

/// <summary>Reads a vocabulary file and checks every entry, so that a mistake is named where it stands.</summary>
internal static class VocabularyReader
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static VocabularyFile Read(string json, string name, Vocabulary? builtIn)
    {
        VocabularyFile? file;
        try
        {
            file = JsonSerializer.Deserialize<VocabularyFile>(json, Options);
        }
        catch (JsonException e)
        {
            throw new VocabularyException($"{name}, line {(e.LineNumber ?? 0) + 1}, {e.Path}: not a valid vocabulary: {e.Message}", e);
        }

        if (file is null)
            throw new VocabularyException($"{name}: holds no object; a vocabulary file is a JSON object.");
        if (file.Version != 1)
            throw new VocabularyException($"{name}: version {file.Version} given; this program reads version 1.");
        Check(file, name, builtIn);
        return file;
    }

    public static CategoryLooks ToLooks(VocabularyFile.LooksEntry looks) => new(
        (looks.LongM[0], looks.LongM[1]), (looks.MiddleM[0], looks.MiddleM[1]), (looks.ShortM[0], looks.ShortM[1]),
        Enum.Parse<CategoryShape>(looks.Shape, ignoreCase: true), looks.Colours, looks.Handle);

    public static AttributeKind ToAttributeKind(string kind) => Enum.Parse<AttributeKind>(kind, ignoreCase: true);

    private static void Check(VocabularyFile file, string name, Vocabulary? builtIn)
    {
        HashSet<string> known = [.. file.Categories.Select(c => c.Name)];
        if (builtIn is not null)
            known.UnionWith(builtIn.Categories.Keys);

        Each(file.Categories, "categories", name, c =>
        {
            bool inherits = builtIn?.Categories.ContainsKey(c.Name) == true;
            if (c.Looks is null && !inherits)
                return $"category '{c.Name}' is new and has no \"looks\"; give longM, middleM, shortM and shape, so that it can be recognised";
            return c.Looks is null ? null : CheckLooks(c.Looks);
        });
        Each(file.Groups, "groups", name, g => g.Members.Find(m => !known.Contains(m)) is { } unknown
            ? $"member '{unknown}' is no category; define it under \"categories\" or use one of: {string.Join(", ", known.Order().Take(12))}, ..."
            : g.Members.Count == 0 && builtIn?.Groups.ContainsKey(g.Name) != true ? "\"members\" is empty; name at least one category" : null);
        Each(file.Attributes, "attributes", name, a => Enum.TryParse(a.Kind, ignoreCase: true, out AttributeKind kind) && kind is not (AttributeKind.PartColour or AttributeKind.Position)
            ? CheckAttribute(kind, a.Name)
            : $"kind '{a.Kind}' is unknown; allowed: colour, tone, size, shape, material");
        Each(file.Relations, "relations", name, r => Enum.TryParse<RelationKind>(r.Name, ignoreCase: true, out _)
            ? null : $"relation '{r.Name}' is unknown; allowed: {string.Join(", ", Enum.GetNames<RelationKind>())}");
        Each(file.Positions, "positions", name, p => p.Name is "left" or "right" or "front" or "back" or "middle"
            ? null : $"position '{p.Name}' is unknown; allowed: left, right, front, back, middle");
        CheckMeasures(file.Superlatives, "superlatives", name);
        CheckMeasures(file.Orders, "orders", name);
    }

    private static string? CheckAttribute(AttributeKind kind, string value) => kind switch
    {
        AttributeKind.Colour when !AttributeNames.Colours.Contains(value) => $"colour '{value}' cannot be recognised; make it a word of one of: {string.Join(", ", AttributeNames.Colours)}",
        AttributeKind.Tone when !AttributeNames.Tones.Contains(value) => $"tone '{value}' cannot be recognised; allowed: {string.Join(", ", AttributeNames.Tones)}",
        AttributeKind.Size when !AttributeNames.Sizes.Contains(value) => $"size '{value}' cannot be recognised; allowed: {string.Join(", ", AttributeNames.Sizes)}",
        AttributeKind.Shape when !AttributeNames.Shapes.Contains(value) => $"shape '{value}' cannot be recognised; allowed: {string.Join(", ", AttributeNames.Shapes)}",
        _ => null,
    };

    private static string? CheckLooks(VocabularyFile.LooksEntry looks)
    {
        foreach ((string field, double[] range) in new[] { ("longM", looks.LongM), ("middleM", looks.MiddleM), ("shortM", looks.ShortM) })
            if (range.Length != 2 || !(range[0] > 0) || !(range[1] >= range[0]) || range[1] > 1)
                return $"looks.{field} is [{string.Join(", ", range)}]; two lengths in metres are needed, 0 < smallest <= largest <= 1";
        if (!Enum.TryParse<CategoryShape>(looks.Shape, ignoreCase: true, out _))
            return $"looks.shape '{looks.Shape}' is unknown; allowed: {string.Join(", ", Enum.GetNames<CategoryShape>()).ToLowerInvariant()}";
        return looks.Colours.Find(c => !AttributeNames.Colours.Contains(c)) is { } colour
            ? $"looks.colours has '{colour}'; allowed: {string.Join(", ", AttributeNames.Colours)}" : null;
    }

    private static void CheckMeasures(List<VocabularyFile.MeasureEntry> entries, string list, string name)
    {
        for (int i = 0; i < entries.Count; i++)
            if (!Enum.TryParse<Measure>(entries[i].Measure, ignoreCase: true, out _))
                throw new VocabularyException($"{name}, {list}[{i}]: measure '{entries[i].Measure}' is unknown; allowed: {string.Join(", ", Enum.GetNames<Measure>()).ToLowerInvariant()}.");
    }

    private static void Each<T>(List<T> entries, string list, string name, Func<T, string?> check)
        where T : VocabularyFile.NamedEntry
    {
        for (int i = 0; i < entries.Count; i++)
        {
            string? fault = string.IsNullOrWhiteSpace(entries[i].Name) ? "\"name\" is missing"
                : entries[i].Words.Exists(string.IsNullOrWhiteSpace) ? "\"words\" holds an empty word"
                : check(entries[i]);
            if (fault is not null)
                throw new VocabularyException($"{name}, {list}[{i}] ('{entries[i].Name}'): {fault}. Nothing of this file was used.");
        }
    }
}
