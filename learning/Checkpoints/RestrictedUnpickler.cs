using System.Globalization;
using System.Text;

namespace DexGrasp.Learning.Checkpoints;

/// <summary>
/// Reads Python's pickle format (protocols 0 to 5) as plain data: maps, lists, tuples, numbers, text, bytes and tensors. A
/// pickle is a program that may call any function; this reader knows the names in <see cref="PickledGlobal"/> and refuses all
/// others, so that nothing a file says is ever run.
/// </summary>
internal sealed class RestrictedUnpickler
{
    private static readonly object Mark = new();
    private readonly PickleReader _reader;
    private readonly List<object?> _stack = [];
    private readonly Dictionary<int, object?> _memo = [];

    private RestrictedUnpickler(ReadOnlyMemory<byte> pickle) => _reader = new PickleReader(pickle);

    /// <summary>Reads one pickle.</summary>
    /// <returns>Maps are <see cref="Dictionary{TKey, TValue}"/>, lists <see cref="List{T}"/>, tuples arrays, integers long, tensors <see cref="PickledTensor"/>.</returns>
    /// <exception cref="CheckpointException">It is damaged, or asks for more than data; the message names what it asked for.</exception>
    public static object? Read(ReadOnlyMemory<byte> pickle) => new RestrictedUnpickler(pickle).Run();

    private object? Run()
    {
        while (true)
        {
            int at = _reader.Position;
            char code = (char)_reader.Byte();
            if (code == '.')
                return Pop();
            if (!Constant(code) && !Container(code) && !Memory(code) && !Build(code))
                throw new CheckpointException($"The pickle has the instruction 0x{(int)code:x2} at byte {at}, which is not one of data; nothing was run.");
        }
    }

    private bool Constant(char code)
    {
        switch (code)
        {
            case '\x80': _reader.Byte(); return true;
            case '\x95': _reader.Length64(); return true;
            case 'N': return Push(null);
            case '\x88': return Push(true);
            case '\x89': return Push(false);
            case 'K': return Push((long)_reader.Byte());
            case 'M': return Push((long)_reader.UInt16());
            case 'J': return Push((long)_reader.Int32());
            case 'I': return Push(WholeLine(_reader.Line()));
            case 'L': return Push(Number(_reader.Line().TrimEnd('L')));
            case '\x8a': return Push(_reader.LongNumber(_reader.Byte()));
            case '\x8b': return Push(_reader.LongNumber(_reader.Length32()));
            case 'G': return Push(_reader.BigEndianDouble());
            case 'F': return Push(double.TryParse(_reader.Line(), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : throw Damaged("a number that is none"));
            case 'X' or 'T': return Push(_reader.Text(_reader.Length32()));
            case '\x8c' or 'U': return Push(_reader.Text(_reader.Byte()));
            case '\x8d': return Push(_reader.Text(_reader.Length64()));
            case 'B': return Push(_reader.Bytes(_reader.Length32()));
            case 'C': return Push(_reader.Bytes(_reader.Byte()));
            case '\x8e' or '\x96': return Push(_reader.Bytes(_reader.Length64()));
            default: return false;
        }
    }

    private bool Container(char code)
    {
        switch (code)
        {
            case '(': return Push(Mark);
            case '}': return Push(new Dictionary<object, object?>());
            case ']' or '\x8f': return Push(new List<object?>());
            case ')': return Push(Array.Empty<object?>());
            case 't': return Push(PopToMark());
            case '\x85': return Push(PopMany(1));
            case '\x86': return Push(PopMany(2));
            case '\x87': return Push(PopMany(3));
            case 'l' or '\x91': return Push(new List<object?>(PopToMark()));
            case 'd': return Push(Set(new Dictionary<object, object?>(), PopToMark()));
            case 's': return SetItems(PopMany(2));
            case 'u': return SetItems(PopToMark());
            case 'a': return Append(PopMany(1));
            case 'e' or '\x90': return Append(PopToMark());
            default: return false;
        }
    }

    private bool Memory(char code)
    {
        switch (code)
        {
            case 'q': _memo[_reader.Byte()] = Peek(); return true;
            case 'r': _memo[_reader.Int32()] = Peek(); return true;
            case 'p': _memo[(int)Number(_reader.Line())] = Peek(); return true;
            case '\x94': _memo[_memo.Count] = Peek(); return true;
            case 'h': return Push(Recall(_reader.Byte()));
            case 'j': return Push(Recall(_reader.Int32()));
            case 'g': return Push(Recall((int)Number(_reader.Line())));
            case '0': Pop(); return true;
            case '1': PopToMark(); return true;
            case '2': return Push(Peek());
            default: return false;
        }
    }

    private bool Build(char code)
    {
        switch (code)
        {
            case 'c': return Push(PickledGlobal.Find(_reader.Line(), _reader.Line()));
            case '\x93':
                object?[] names = PopMany(2);
                return Push(PickledGlobal.Find(names[0] as string ?? "?", names[1] as string ?? "?"));
            case 'i': PickledGlobal.Find(_reader.Line(), _reader.Line()); throw Damaged("an instruction that makes objects");
            case 'R' or '\x81':
                object?[] call = PopMany(2);
                return Push(Make(call[0] as PickledGlobal ?? throw Damaged("a call of something that is no name"), call[1] as object?[] ?? throw Damaged("a call without arguments")));
            case 'Q': return Push(Storage(Pop()));
            // Attributes of a map (a state dict's version numbers) and of skipped records; neither is needed.
            case 'b':
                Pop();
                return Peek() is Dictionary<object, object?> or SkippedRecord ? true : throw Damaged("attributes for something that has none");
            default: return false;
        }
    }

    private static object Make(PickledGlobal what, object?[] arguments)
    {
        switch (what.Kind)
        {
            case PickledGlobal.Role.Skipped:
                return SkippedRecord.Instance;
            case PickledGlobal.Role.Map when arguments.Length == 0:
                return new Dictionary<object, object?>();
            case PickledGlobal.Role.Map when arguments is [List<object?> pairs]:
                return Set(new Dictionary<object, object?>(), [.. pairs.SelectMany(pair => pair is object?[] { Length: 2 } two ? two : throw Damaged("a map entry that is no pair"))]);
            case PickledGlobal.Role.Bytes when arguments is [string text, "latin1" or "latin-1"]:
                return Encoding.Latin1.GetBytes(text);
            case PickledGlobal.Role.Tensor when arguments is [PickledStorage storage, long offset, object?[] shape, object?[] strides, ..]:
                return new PickledTensor(storage, offset, Lengths(shape), Lengths(strides));
            default:
                throw Damaged($"a {what.Kind} with {arguments.Length} arguments of the wrong kind");
        }
    }

    private static PickledStorage Storage(object? reference) => reference is object?[] and ["storage", PickledGlobal { Type: { } type }, string key, string, long count, ..]
        ? new PickledStorage(key, type, count)
        : throw Damaged("a reference to something that is no storage");

    private static long[] Lengths(object?[] tuple) => [.. tuple.Select(item => item is long length ? length : throw Damaged("a shape that holds something else than numbers"))];

    private static object WholeLine(string line) => line switch { "00" => false, "01" => true, _ => Number(line) };

    private static long Number(string line) => long.TryParse(line, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : throw Damaged("a number that is none");

    private static CheckpointException Damaged(string what) => new($"The pickle has {what}; it is damaged, or more than data. Nothing was run.");

    private static Dictionary<object, object?> Set(Dictionary<object, object?> map, object?[] items)
    {
        if (items.Length % 2 != 0)
            throw Damaged("a key without a value");
        for (int i = 0; i < items.Length; i += 2)
            map[items[i] is string or long or double or bool ? items[i]! : new object()] = items[i + 1];
        return map;
    }

    private bool SetItems(object?[] items)
    {
        if (Peek() is SkippedRecord)
            return true;
        Set(Peek() as Dictionary<object, object?> ?? throw Damaged("entries for something that is no map"), items);
        return true;
    }

    private bool Append(object?[] items)
    {
        if (Peek() is not SkippedRecord)
            (Peek() as List<object?> ?? throw Damaged("items for something that is no list")).AddRange(items);
        return true;
    }

    private bool Push(object? value)
    {
        _stack.Add(value);
        return true;
    }

    private object? Peek() => _stack.Count > 0 && _stack[^1] != Mark ? _stack[^1] : throw Damaged("an instruction without its operands");

    private object? Pop()
    {
        object? top = Peek();
        _stack.RemoveAt(_stack.Count - 1);
        return top;
    }

    private object?[] PopMany(int count)
    {
        var items = new object?[count];
        for (int i = count - 1; i >= 0; i--)
            items[i] = Pop();
        return items;
    }

    private object?[] PopToMark()
    {
        int at = _stack.LastIndexOf(Mark);
        if (at < 0)
            throw Damaged("the end of a group that never began");
        object?[] items = [.. _stack[(at + 1)..]];
        _stack.RemoveRange(at, _stack.Count - at);
        return items;
    }

    private object? Recall(int index) => _memo.TryGetValue(index, out object? value) ? value : throw Damaged($"a reference to item {index}, which was never stored");
}
