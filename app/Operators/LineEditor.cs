namespace DexGrasp.App.Operators;

/// <summary>A line on a terminal with history (arrow up and down) and completion (Tab); what is told meanwhile appears above it.</summary>
internal sealed class LineEditor(WordCompletion completion)
{
    private const string Prompt = "> ";
    private readonly Lock _lock = new();
    private readonly List<string> _history = [];
    private string _line = "";
    private int _caret;
    private int _back;
    private bool _isReading;

    /// <summary>Writes a line above the one that is being typed.</summary>
    public void Tell(string text)
    {
        lock (_lock)
        {
            Console.Write("\r\u001b[K");
            Console.WriteLine(text);
            if (_isReading)
                Draw();
        }
    }

    /// <summary>Reads a line.</summary>
    /// <returns>Null when the input ended (Ctrl+D on an empty line).</returns>
    public async Task<string?> ReadAsync(CancellationToken end)
    {
        lock (_lock)
        {
            (_line, _caret, _back, _isReading) = ("", 0, 0, true);
            Draw();
        }

        while (true)
        {
            while (!Console.KeyAvailable)
                await Task.Delay(TimeSpan.FromMilliseconds(15), TimeProvider.System, end).ConfigureAwait(false);
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            lock (_lock)
            {
                bool isEnd = key is { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } && _line.Length == 0;
                if (key.Key == ConsoleKey.Enter || isEnd)
                {
                    _isReading = false;
                    Console.WriteLine();
                    if (_line.Length > 0)
                        _history.Add(_line);
                    return isEnd ? null : _line;
                }

                Edit(key);
                Draw();
            }
        }
    }

    private void Edit(ConsoleKeyInfo key)
    {
        switch (key.Key)
        {
            case ConsoleKey.Backspace when _caret > 0:
                _line = _line.Remove(--_caret, 1);
                break;
            case ConsoleKey.Delete when _caret < _line.Length:
                _line = _line.Remove(_caret, 1);
                break;
            case ConsoleKey.LeftArrow:
                _caret = Math.Max(0, _caret - 1);
                break;
            case ConsoleKey.RightArrow:
                _caret = Math.Min(_line.Length, _caret + 1);
                break;
            case ConsoleKey.Home or ConsoleKey.End:
                _caret = key.Key == ConsoleKey.Home ? 0 : _line.Length;
                break;
            case ConsoleKey.UpArrow or ConsoleKey.DownArrow:
                _back = Math.Clamp(_back + (key.Key == ConsoleKey.UpArrow ? 1 : -1), 0, _history.Count);
                _line = _back == 0 ? "" : _history[^_back];
                _caret = _line.Length;
                break;
            case ConsoleKey.Tab:
                (string line, IReadOnlyList<string> choices) = completion.Complete(_line[.._caret]);
                if (choices.Count > 1 && line.Length == _caret)
                    Console.Write($"\r\u001b[K{string.Join("  ", choices.Take(24))}\n");
                _line = line + _line[_caret..];
                _caret = line.Length;
                break;
            default:
                if (!char.IsControl(key.KeyChar))
                    _line = _line.Insert(_caret++, key.KeyChar.ToString());
                break;
        }
    }

    private void Draw() => Console.Write($"\r\u001b[K{Prompt}{_line}\r\u001b[{Prompt.Length + _caret}C");
}
