using Spectre.Console;

namespace DexGrasp.App.Cli;

/// <summary>Tables that look alike in every command.</summary>
internal static class ConsoleTable
{
    private const int WidthOfFiles = 140;

    /// <summary>Makes a table; a column is right-aligned if its header begins with '#'.</summary>
    public static Table Create(params string[] headers)
    {
        Table table = new Table().Border(TableBorder.Simple);
        foreach (string header in headers)
            table.AddColumn(new TableColumn(Markup.Escape(header.TrimStart('#'))) { Alignment = header.StartsWith('#') ? Justify.Right : Justify.Left });
        return table;
    }

    /// <summary>Writes with colour on a terminal and as plain text otherwise.</summary>
    public static void Write(TextWriter output, Table table)
    {
        bool terminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(output),
        });
        if (!terminal)
            console.Profile.Width = WidthOfFiles;
        console.Write(table);
    }
}
