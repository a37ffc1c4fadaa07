using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace DexGrasp.Planner.Vlm.Answers;

/// <summary>Reads one JSON value as leniently as <see cref="LenientJson"/> describes.</summary>
internal sealed class LenientReader(string text, int start)
{
    private const int DeepestLevel = 16;
    private int _at = start;
    private int _level;

    /// <summary>Gets the place after what was read.</summary>
    public int Position => _at;

    /// <summary>Gets whether the value was closed before the text ended.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>Gets whether a name and a colon were read, so that a failure is a broken object rather than prose in braces.</summary>
    public bool LooksLikeAnObject { get; private set; }

    /// <summary>Gets why reading failed, as the end of a sentence.</summary>
    public string Problem { get; private set; } = "";

    private bool AtEnd => _at >= text.Length;

    public bool TryRead(out JsonNode? node) => TryReadValue(out node, out _);

    // Present is false for a value that is cut off in a way that leaves nothing to keep.
    private bool TryReadValue(out JsonNode? node, out bool present)
    {
        (node, present) = (null, true);
        SkipSpace();
        if (AtEnd)
            return Cut(out present);
        char c = text[_at];
        if (c is '{' or '[')
        {
            if (++_level > DeepestLevel)
                return Fail($"it is nested deeper than {DeepestLevel} levels");
            bool read = c == '{' ? TryReadObject(out node) : TryReadArray(out node);
            _level--;
            return read;
        }

        if (c is '"' or '\'')
        {
            node = JsonValue.Create(ReadText(c));
            return true;
        }

        return TryReadWord(out node, out present);
    }

    private bool TryReadObject(out JsonNode? node)
    {
        var result = new JsonObject();
        node = result;
        _at++;
        while (true)
        {
            SkipSeparators();
            if (AtEnd)
                return Cut(out _);
            if (text[_at] == '}')
                return Close();
            if (!TryReadName(out string name))
                return AtEnd ? Cut(out _) : Fail($"there is no name of a field at character {_at + 1}");
            SkipSpace();
            if (AtEnd)
                return Cut(out _);
            if (text[_at] != ':')
                return Fail($"there is no colon after \"{name}\"");
            _at++;
            LooksLikeAnObject = true;
            if (!TryReadValue(out JsonNode? value, out bool present))
                return false;
            if (!present)
                continue;
            if (result.TryGetPropertyValue(name, out JsonNode? before) && !JsonNode.DeepEquals(before, value))
                return Fail($"\"{name}\" is given twice and differently");
            result[name] = value;
        }
    }

    private bool TryReadArray(out JsonNode? node)
    {
        var result = new JsonArray();
        node = result;
        _at++;
        while (true)
        {
            SkipSeparators();
            if (AtEnd)
                return Cut(out _);
            if (text[_at] == ']')
                return Close();
            if (!TryReadValue(out JsonNode? value, out bool present))
                return false;
            if (present)
                result.Add(value);
        }
    }

    private bool TryReadName(out string name)
    {
        name = "";
        if (text[_at] is '"' or '\'')
        {
            name = ReadText(text[_at]);
            return IsWhole;
        }

        int from = _at;
        while (!AtEnd && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '_'))
            _at++;
        name = text[from.._at];
        return name.Length > 0;
    }

    private bool TryReadWord(out JsonNode? node, out bool present)
    {
        (node, present) = (null, true);
        int from = _at;
        while (!AtEnd && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '+' or '-' or '.' or '_'))
            _at++;
        string word = text[from.._at];
        if (AtEnd)
            return Cut(out present);
        switch (word)
        {
            case "true" or "True":
                node = JsonValue.Create(true);
                return true;
            case "false" or "False":
                node = JsonValue.Create(false);
                return true;
            case "null" or "None":
                return true;
            default:
                if (word.Length == 0 || !double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number))
                    return Fail($"\"{(word.Length > 0 ? word[..Math.Min(word.Length, 20)] : text[_at])}\" at character {from + 1} is no JSON value");
                node = JsonValue.Create(number);
                return true;
        }
    }

    private string ReadText(char quote)
    {
        var result = new StringBuilder();
        for (_at++; !AtEnd; _at++)
        {
            char c = text[_at];
            if (c == '\\' && _at + 1 < text.Length)
                AppendEscape(result);
            else if (c == quote && (quote == '"' || EndsHere()))
            {
                _at++;
                return result.ToString();
            }
            else if (c != '\\')
                result.Append(c);
        }

        IsWhole = false;
        return result.ToString();
    }

    private void AppendEscape(StringBuilder result)
    {
        char c = text[++_at];
        if (c == 'u' && _at + 4 < text.Length && ushort.TryParse(text.AsSpan(_at + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ushort code))
        {
            result.Append((char)code);
            _at += 4;
            return;
        }

        result.Append(c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', _ => c });
    }

    // An apostrophe inside a text in single quotes does not end it.
    private bool EndsHere()
    {
        int next = _at + 1;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
            next++;
        return next >= text.Length || text[next] is ',' or ':' or '}' or ']';
    }

    private void SkipSpace()
    {
        while (!AtEnd && char.IsWhiteSpace(text[_at]))
            _at++;
    }

    private void SkipSeparators()
    {
        while (!AtEnd && (char.IsWhiteSpace(text[_at]) || text[_at] == ','))
            _at++;
    }

    private bool Close()
    {
        _at++;
        return true;
    }

    private bool Cut(out bool present)
    {
        (IsWhole, present, _at) = (false, false, text.Length);
        return true;
    }

    private bool Fail(string problem)
    {
        Problem = problem;
        return false;
    }
}
