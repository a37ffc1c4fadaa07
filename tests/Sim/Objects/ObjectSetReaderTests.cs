using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Data;
using DexGrasp.Sim.Objects;
using Xunit;

namespace DexGrasp.Tests.Sim.Objects;

public sealed class ObjectSetReaderTests
{
    private const string Words = "\"words\": {\"category\": \"block\"}";

    [Fact]
    public void Parse_ExampleOfTheDocumentation_IsRead()
    {
        IReadOnlyList<ObjectSpec> objects = ObjectSetReader.Parse(DocumentExample.First("objects.md"), "objects.md");
        Assert.Equal(["red mug", "wooden stick"], objects.Select(o => o.Name));
        Assert.Equal(["mug", "coffee cup"], objects[0].Words.Synonyms);
        Assert.Equal(0.8, objects[1].Friction);
        Assert.Equal(0.15 / Math.Sqrt(2), objects[1].WidthAlong(new Vector3d(1, 0, 0)), 1e-9);
    }

    [Fact]
    public void Parse_PartsOffCentre_FrameIsTheMiddleOfTheBounds()
    {
        ObjectSpec spec = Single("{\"shape\": \"box\", \"size_m\": [0.04, 0.04, 0.04], \"position_m\": [0.1, 0, 0.02]}");
        (Vector3d low, Vector3d high) = spec.Bounds();
        Assert.Equal(0, (low + high).Length, 1e-12);
    }

    [Theory]
    [InlineData("[1, 2", "line 1")]
    [InlineData("{\"objects\": [NaN]}", "line 1")]
    [InlineData("{\"objects\": []}", "field objects", "empty", "1 to 500")]
    [InlineData("{\"things\": []}", "unknown field 'things'", "allowed: objects")]
    [InlineData("[]", "top level", "objects")]
    public void Parse_BadFile_NamesFileAndPlace(string json, params string[] expected) => AssertRefused(json, expected);

    [Theory]
    [InlineData("{\"shape\": \"mesh\", \"size_m\": [0.1]}", "field objects[0].parts[0].shape", "meshes are not supported")]
    [InlineData("{\"shape\": \"cone\", \"size_m\": [0.1, 0.1]}", "\"cone\"", "capsule")]
    [InlineData("{\"shape\": \"box\", \"size_m\": [0.1, 0.1]}", "objects[0].parts[0].size_m", "full extents")]
    [InlineData("{\"shape\": \"sphere\", \"size_m\": [-0.04]}", "size_m[0]", "-0.04 m", "0.002 to 0.3 m")]
    [InlineData("{\"shape\": \"sphere\", \"size_m\": [1e999]}", "size_m[0]", "finite")]
    [InlineData("{\"shape\": \"sphere\", \"size_m\": [\"big\"]}", "size_m[0]", "\"big\"")]
    [InlineData("{\"shape\": \"capsule\", \"size_m\": [0.05, 0.04]}", "size_m", "round ends")]
    [InlineData("{\"shape\": \"box\", \"size_m\": [0.2, 0.2, 0.1]}", "objects[0]", "too large for the hand", "0.2 m", "0.085 m")]
    [InlineData("{\"shape\": \"box\", \"size_m\": [0.3, 0.3, 0.02], \"rotation_deg\": [0, 0, 45]}", "objects[0]", "extends over 0.424 m", "0.3 m")]
    [InlineData("{\"shape\": \"sphere\", \"size_m\": [0.05], \"density\": 3}", "unknown field 'density'")]
    [InlineData("{\"shape\": \"sphere\", \"size_m\": [0.05], \"colour\": \"red\"}", "parts[0].colour", "#rrggbb")]
    [InlineData("{\"shape\": \"sphere\", \"size_m\": [0.05], \"position_m\": [0, 0, 2]}", "position_m[2]", "-0.3 to 0.3 m")]
    public void Parse_BadPart_NamesFieldValueAndRange(string part, params string[] expected) => AssertRefused(Document(part), expected);

    [Theory]
    [InlineData("0.004")]
    [InlineData("2.1")]
    [InlineData("\"heavy\"")]
    [InlineData("null")]
    public void Parse_BadMass_NamesFieldValueAndRange(string mass) =>
        AssertRefused(Document("{\"shape\": \"sphere\", \"size_m\": [0.05]}", mass), ["objects[0].mass_kg", mass, "0.005", "2 kg"]);

    [Fact]
    public void Parse_NameUsedTwice_SaysWhich()
    {
        string one = ObjectText("{\"shape\": \"sphere\", \"size_m\": [0.05]}", "0.1");
        AssertRefused($"{{\"objects\": [{one}, {one}]}}", ["objects[1].name", "\"thing\" is used twice"]);
    }

    [Fact]
    public void Parse_LargeBodyWithHandle_IsAllowedAndWithStemIsNot()
    {
        const string body = "{\"shape\": \"sphere\", \"size_m\": [0.12]}";
        Assert.Equal(2, Single($"{body}, {{\"shape\": \"capsule\", \"size_m\": [0.02, 0.1], \"position_m\": [0.08, 0, 0]}}").Parts.Count);
        AssertRefused(Document($"{body}, {{\"shape\": \"capsule\", \"size_m\": [0.01, 0.02], \"position_m\": [0, 0, 0.06]}}"), ["too large for the hand"]);
    }

    [Fact]
    public void Parse_FlatAndTooWideToSpan_IsAllowedOnABoardAlone()
    {
        const string slab = "{\"shape\": \"box\", \"size_m\": [0.2, 0.18, 0.03]}", cube = "{\"shape\": \"box\", \"size_m\": [0.2, 0.18, 0.15]}";
        AssertRefused(Document(slab), ["too large for the hand"]);
        Assert.Single(ObjectSetReader.Parse(Document(slab), "set.json", WorkcellFurniture.Board));
        string message = Assert.Throws<DataFileException>(() => ObjectSetReader.Parse(Document(cube), "set.json", WorkcellFurniture.Board)).Message;
        Assert.Contains("0.15 m high", message);
    }

    [Fact]
    public void Load_NoFile_SaysSo() =>
        Assert.Contains("nowhere.json: cannot be read", Assert.Throws<DataFileException>(() => ObjectSetReader.Load("nowhere.json")).Message);

    private static ObjectSpec Single(string parts) => Assert.Single(ObjectSetReader.Parse(Document(parts), "set.json"));

    private static string Document(string parts, string mass = "0.1") => $"{{\"objects\": [{ObjectText(parts, mass)}]}}";

    private static string ObjectText(string parts, string mass) =>
        $"{{\"name\": \"thing\", {Words}, \"mass_kg\": {mass}, \"colour\": \"#102030\", \"parts\": [{parts}]}}";

    private static void AssertRefused(string json, string[] expected)
    {
        string message = Assert.Throws<DataFileException>(() => ObjectSetReader.Parse(json, "set.json")).Message;
        Assert.StartsWith("set.json, ", message);
        Assert.All(expected, part => Assert.Contains(part, message));
    }
}
