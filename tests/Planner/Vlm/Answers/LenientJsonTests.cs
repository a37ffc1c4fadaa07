using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using DexGrasp.Planner.Vlm.Answers;
using Xunit;

namespace DexGrasp.Tests.Planner.Vlm.Answers;

public sealed class LenientJsonTests
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    private static readonly Gen<string> Texts = Gen.OneOf<string>(Gen.String[Gen.Char[' ', '~'], 0, 12], Gen.OneOf("it's {here}", "a \"b\"", "[1, 2", "\n\t\\", "true", "çé"));

    private static readonly Gen<JsonNode?> Scalars = Gen.OneOf<JsonNode?>(
        Texts.Select(t => (JsonNode?)JsonValue.Create(t)), Gen.Bool.Select(b => (JsonNode?)JsonValue.Create(b)),
        Gen.Int[-100000, 100000].Select(n => (JsonNode?)JsonValue.Create(n / 8.0)), Gen.Const((JsonNode?)null));

    private static readonly Gen<JsonObject> Objects = Gen.Select(
        Scalars.Array[1, 4], Scalars.Array[0, 4], (fields, list) =>
        {
            var o = new JsonObject();
            for (int i = 0; i < fields.Length; i++)
                o[$"field_{i}"] = fields[i]?.DeepClone();
            o["list"] = new JsonArray([.. list.Select(n => n?.DeepClone())]);
            o["inner"] = new JsonObject { ["list"] = new JsonArray(new JsonArray(1, 2), new JsonArray()) };
            return o;
        });

    private static readonly Gen<(string Before, string After)> Clothes = Gen.OneOf(
        ("", ""), ("```json\n", "\n```"), ("Here it is [as wanted]:\n", "\nIs that {good}?"), ("<think>{\"a\": 1} hm</think>", ""), ("[", ",]"));

    [Fact]
    public void Read_AnyObjectInAnyClothes_IsTheSameObject() => Gen.Select(Objects, Clothes, Gen.Bool).Sample((o, clothes, indented) =>
    {
        LenientAnswer found = LenientJson.Read(clothes.Before + o.ToJsonString(indented ? Indented : Plain) + clothes.After);
        return found.IsWhole && found.Objects.Count == 1 && JsonNode.DeepEquals(found.Objects[0], o);
    });

    [Fact]
    public void Read_TrailingCommas_AreNothing() => Objects.Sample(o =>
    {
        string text = o.ToJsonString(Plain);
        Assert.EndsWith("]}}", text);
        return JsonNode.DeepEquals(Assert.Single(LenientJson.Read(text[..^3] + ",] , },\n}").Objects), o);
    });

    [Fact]
    public void Read_AnyText_NeverThrows() => Gen.OneOf<string>(Gen.String, Gen.String[Gen.OneOf('{', '}', '[', ']', '"', '\'', ':', ',', '\\', 'u', 't', '1', 'e', '-', ' '), 0, 60])
        .Sample(text => LenientJson.Read(text) is not null);

    [Fact]
    public void Read_CutOffAnywhere_InventsNothing() => Gen.Select(Objects, Gen.Double[0, 1]).Sample((o, share) =>
    {
        string text = o.ToJsonString(Plain);
        LenientAnswer found = LenientJson.Read(text[..(int)(share * (text.Length - 1))]);
        return found.Objects.Count <= 1 && found.Objects.All(part => !found.IsWhole && IsPart(part, o));
    });

    [Theory]
    [InlineData("{'held': True, 'why': 'it's in the hand', 'n': None}", """{"held": true, "why": "it's in the hand", "n": null}""")]
    [InlineData("{held: false, \"n\" : 3}", """{"held": false, "n": 3}""")]
    [InlineData("{\"a\": 1 \"b\": 2}", """{"a": 1, "b": 2}""")]
    [InlineData("{\"a\": \"two\nlines\"}", """{"a": "two\nlines"}""")]
    [InlineData("{\"a\": +1.5e2, \"b\": [1,,2,]}", """{"a": 150, "b": [1, 2]}""")]
    [InlineData("{\"a\": \"\\u0041\\n\\q\"}", """{"a": "A\nq"}""")]
    [InlineData("{\"a\": 1, \"a\": 1}", """{"a": 1}""")]
    [InlineData("{\"box\": [12, 34, 56, 7", """{"box": [12, 34, 56]}""")]
    [InlineData("{\"held\": tru", "{}")]
    [InlineData("{\"reason\": \"cut o", """{"reason": "cut o"}""")]
    public void Read_WhatModelsGetWrong_IsRepaired(string text, string meant) =>
        Assert.Equal(JsonNode.Parse(meant)!.ToJsonString(), JsonNode.Parse(Assert.Single(LenientJson.Read(text).Objects).ToJsonString())!.ToJsonString());

    [Theory]
    [InlineData("")]
    [InlineData("true")]
    [InlineData("[1, 2, 3, 4]")]
    [InlineData("{held}")]
    [InlineData("{\"held\": perhaps}")]
    [InlineData("{\"held\": 1e999}")]
    [InlineData("{\"held\": true, \"held\": false}")]
    [InlineData("{\"a\": oh, \"b\": {\"held\": true}}")]
    [InlineData("<think>{\"held\": true}")]
    [InlineData("{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}}}}}}}}}")]
    public void Read_NoObjectThatIsSure_IsNone(string text)
    {
        LenientAnswer found = LenientJson.Read(text);
        Assert.Empty(found.Objects);
        Assert.NotEqual("", found.Problem);
    }

    // Everything in the part is in the whole; the last text may be shorter.
    private static bool IsPart(JsonNode? part, JsonNode? whole) => (part, whole) switch
    {
        (JsonObject a, JsonObject b) => a.All(p => b.ContainsKey(p.Key) && IsPart(p.Value, b[p.Key])),
        (JsonArray a, JsonArray b) => a.Count <= b.Count && a.Zip(b).All(p => IsPart(p.First, p.Second)),
        (JsonValue a, JsonValue b) when a.GetValueKind() == JsonValueKind.String => b.GetValueKind() == JsonValueKind.String && b.GetValue<string>().StartsWith(a.GetValue<string>(), StringComparison.Ordinal),
        _ => JsonNode.DeepEquals(part, whole),
    };
}
