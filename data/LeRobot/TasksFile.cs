using System.Text.Json;
using System.Text.Json.Nodes;
using DexGrasp.Data.Files;
using DexGrasp.Data.Tables;

namespace DexGrasp.Data.LeRobot;

/// <summary>
/// Reads and writes meta/tasks.parquet: a pandas frame with the column task_index whose row labels are the tasks' words.
/// Only the pandas entry of the footer says so; without it LeRobot looks tasks up by number and finds nothing, silently.
/// </summary>
internal static class TasksFile
{
    private const string Label = "task";
    private const string PandasKey = "pandas";

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <param name="root">Folder of the dataset.</param>
    /// <param name="tasks">Words of task 0, 1, 2, ...</param>
    /// <param name="stop">Cancels.</param>
    public static Task WriteAsync(string root, IReadOnlyList<string> tasks, CancellationToken stop) => TableWriter.WriteAsync(
        Path.Combine(root, DatasetLayout.TasksFile),
        [
            new NumberColumn(FeatureKeys.TaskIndex, NumberType.Int64, [], [.. Enumerable.Range(0, tasks.Count).Select(i => (double)i)]),
            new TextColumn(Label, tasks),
        ],
        new Dictionary<string, string> { [PandasKey] = PandasMetadata() },
        stop);

    /// <summary>Reads the file.</summary>
    /// <returns>Words of task 0, 1, 2, ..., and what is wrong with the file, or null.</returns>
    /// <exception cref="DatasetException">It is missing or damaged, or its numbers are not 0, 1, 2, ...</exception>
    public static async Task<(IReadOnlyList<string> Tasks, string? Problem)> ReadAsync(string root, CancellationToken stop)
    {
        string path = Path.Combine(root, DatasetLayout.TasksFile);
        TableReader table = await TableReader.OpenAsync(path, stop).ConfigureAwait(false);
        await using (table.ConfigureAwait(false))
        {
            string label = table.Columns.Contains(Label) ? Label : table.Columns.FirstOrDefault(c => c != FeatureKeys.TaskIndex) ?? Label;
            (double[] numbers, _) = await table.ReadNumbersAsync(FeatureKeys.TaskIndex, stop).ConfigureAwait(false);
            string[] words = await table.ReadTextsAsync(label, stop).ConfigureAwait(false);
            if (!numbers.Order().SequenceEqual(Enumerable.Range(0, numbers.Length).Select(i => (double)i)))
                throw new DatasetException($"{path}: task numbers are {string.Join(", ", numbers)}; 0 to {numbers.Length - 1}, once each, are needed.");
            string[] tasks = new string[numbers.Length];
            for (int i = 0; i < tasks.Length; i++)
                tasks[(int)numbers[i]] = words[i];
            return (tasks, ProblemOf(table.Metadata.GetValueOrDefault(PandasKey), label));
        }
    }

    private static string? ProblemOf(string? pandas, string label)
    {
        if (pandas is null)
            return $"{DatasetLayout.TasksFile} has no pandas entry in its footer; LeRobot would find no task by its words";
        try
        {
            JsonNode? labels = (JsonNode.Parse(pandas) as JsonObject)?["index_columns"];
            bool named = labels is JsonArray { Count: 1 } list && list[0]?.ToString() == label;
            return named ? null : $"{DatasetLayout.TasksFile}: the pandas entry of the footer does not name '{label}' as the row labels";
        }
        catch (JsonException e)
        {
            return $"{DatasetLayout.TasksFile}: the pandas entry of the footer is no JSON ({e.Message})";
        }
    }

    private static string PandasMetadata()
    {
        return new JsonObject
        {
            ["index_columns"] = new JsonArray(Label),
            ["column_indexes"] = new JsonArray(Column(null, "unicode", "object", new JsonObject { ["encoding"] = "UTF-8" })),
            ["columns"] = new JsonArray(Column(FeatureKeys.TaskIndex, "int64", "int64", null), Column(Label, "unicode", "object", null)),
            ["creator"] = new JsonObject { ["library"] = "dexgrasp", ["version"] = "1" },
            ["pandas_version"] = "2.2.0",
        }.ToJsonString();

        static JsonObject Column(string? name, string pandas, string numpy, JsonObject? metadata) => new()
        {
            ["name"] = name,
            ["field_name"] = name,
            ["pandas_type"] = pandas,
            ["numpy_type"] = numpy,
            ["metadata"] = metadata,
        };
    }
}
