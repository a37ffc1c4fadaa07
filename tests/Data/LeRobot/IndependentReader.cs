using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace DexGrasp.Tests.Data.LeRobot;

/// <summary>Reads parquet files by hyparquet, a reader that shares no code with the one under test. Needs node and npm.</summary>
public sealed class IndependentReader : IAsyncLifetime
{
    private const string Packages = "hyparquet@1 hyparquet-compressors@1";
    private const string Script = """
        import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
        import { compressors } from 'hyparquet-compressors'
        const plain = (key, value) => typeof value === 'bigint' ? Number(value) : value instanceof Uint8Array ? [...value] : value
        const file = await asyncBufferFromFile(process.argv[2])
        const metadata = await parquetMetadataAsync(file)
        const columns = metadata.row_groups[0].columns.map(c => ({ path: c.meta_data.path_in_schema.join('.'), type: c.meta_data.type, codec: c.meta_data.codec }))
        const rows = await parquetReadObjects({ file, compressors, utf8: false })
        console.log(JSON.stringify({ schema: metadata.schema, columns, footer: Object.fromEntries((metadata.key_value_metadata ?? []).map(e => [e.key, e.value])), rows }, plain))
        """;

    private readonly TemporaryFolder _folder = new();

    /// <summary>Gets why there is no reader, or null.</summary>
    public string? Missing { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(_folder["package.json"], """{ "private": true, "type": "module" }""");
        await File.WriteAllTextAsync(_folder["read.js"], Script);
        try
        {
            await RunAsync("node", "--version");
            await RunAsync("npm", $"install --no-audit --no-fund --silent {Packages}");
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            Missing = $"no independent parquet reader here: node and npm with access to a package registry are needed ({e.Message.Trim()})";
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Reads a file; skips the test where there is no reader.</summary>
    /// <returns>schema, columns {path, type, codec}, footer {key: value}, rows.</returns>
    public async Task<JsonElement> ReadAsync(string path)
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        return JsonDocument.Parse(await RunAsync("node", $"read.js {path}")).RootElement;
    }

    private async Task<string> RunAsync(string program, string arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}");
    }
}
