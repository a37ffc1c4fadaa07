using System.Text;

namespace DexGrasp.App.Operators;

/// <summary>Reads lines from a stream that may hold anything: bytes that are no UTF-8 become replacement characters, and of an endless line only the beginning is kept.</summary>
internal sealed class BoundedLines(Stream stream)
{
    /// <summary>The longest line that is kept. Unit: byte.</summary>
    public const int LongestLine = 1 << 20;

    private readonly byte[] _buffer = new byte[4096];
    private int _at;
    private int _count;

    /// <summary>Returns the next line without its end; null at the end of the stream.</summary>
    public async ValueTask<string?> ReadAsync(CancellationToken end)
    {
        var line = new List<byte>();
        bool any = false;
        while (true)
        {
            if (_at == _count)
            {
                _count = await stream.ReadAsync(_buffer, end).ConfigureAwait(false);
                _at = 0;
                if (_count == 0)
                    return any ? Text(line) : null;
            }

            any = true;
            byte next = _buffer[_at++];
            if (next == (byte)'\n')
                return Text(line);
            if (line.Count < LongestLine)
                line.Add(next);
        }
    }

    private static string Text(List<byte> line) => Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
}
