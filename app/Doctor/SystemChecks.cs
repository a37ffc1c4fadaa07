using System.Runtime.InteropServices;

namespace DexGrasp.App.Doctor;

/// <summary>Checks of the operating system and the machine.</summary>
internal static partial class SystemChecks
{
    private const int SchedOther = 0, SchedFifo = 1;
    private const double NeededDiskGb = 2;

    public static CheckResult Dotnet() => Environment.Version.Major >= 10
        ? new(".NET", CheckStatus.Ok, $"{Environment.Version}, {RuntimeInformation.RuntimeIdentifier}")
        : new(".NET", CheckStatus.Failed, $"{Environment.Version}; 10 is needed", "https://dotnet.microsoft.com/download");

    public static CheckResult Machine()
    {
        double gib = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30);
        string detail = $"{Environment.ProcessorCount} cores, {gib:0.0} GiB";
        return gib >= 3
            ? new("processor, memory", CheckStatus.Ok, detail)
            : new("processor, memory", CheckStatus.Warning, detail, "4 GiB or more are advised; use --threads 1.");
    }

    public static CheckResult Disk()
    {
        string folder = Directory.GetCurrentDirectory();
        double gb = new DriveInfo(folder).AvailableFreeSpace / 1e9;
        return gb >= NeededDiskGb
            ? new("disk", CheckStatus.Ok, $"{gb:0.0} GB free at {folder}")
            : new("disk", CheckStatus.Warning, $"{gb:0.0} GB free at {folder}", $"Videos and evaluations want {NeededDiskGb:0} GB; free some or use --out on another disk.");
    }

    public static CheckResult Models()
    {
        string? folder = FindUpwards("models");
        return folder is null
            ? new("models", CheckStatus.Ok, "no models folder; the classical controller and the embedded planner need no weights")
            : new("models", CheckStatus.Ok, $"{Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Count()} files in {folder}");
    }

    public static CheckResult RealTime()
    {
        if (!OperatingSystem.IsLinux())
            return new("real-time priority", CheckStatus.Warning, "only known on Linux");
        int error = 0;

        // On a thread of its own, so that the rest of the program keeps its ordinary priority.
        var thread = new Thread(() =>
        {
            int priority = 10, ordinary = 0;
            error = SetScheduler(0, SchedFifo, in priority) == 0 ? 0 : Marshal.GetLastPInvokeError();
            if (error == 0)
                _ = SetScheduler(0, SchedOther, in ordinary);
        });
        thread.Start();
        thread.Join();
        return error == 0
            ? new("real-time priority", CheckStatus.Ok, "SCHED_FIFO permitted")
            : new("real-time priority", CheckStatus.Warning, $"SCHED_FIFO refused ({Marshal.GetPInvokeErrorMessage(error)}); the driver host then runs at ordinary priority",
                "Only needed beside a real robot: add 'USER - rtprio 50' to /etc/security/limits.conf and log in again.");
    }

    private static string? FindUpwards(string name)
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "DexGrasp.sln")))
                return Directory.Exists(Path.Combine(at.FullName, name)) ? Path.Combine(at.FullName, name) : null;
        return null;
    }

    // The C library's struct sched_param holds one int on Linux.
    [LibraryImport("libc", EntryPoint = "sched_setscheduler", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetScheduler(int thread, int policy, in int priority);
}
