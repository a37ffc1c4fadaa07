using System.Xml.Linq;
using Xunit;

namespace DexGrasp.Tests.Architecture;

/// <summary>Which folder may use which, and which packages belong where.</summary>
public sealed class FolderRuleTests
{
    /// <summary>Folder, the folders it may use, and why there are no more.</summary>
    private static readonly (string Folder, string[] MayUse, string Why)[] Rules =
    [
        ("core", [], "core is the shared vocabulary and depends on nothing"),
        ("planner", ["core"], "the planner decides from words and pictures; it can reach neither robot nor simulator"),
        ("controller", ["core"], "the controller decides from observations; only the driver host talks to devices, and nothing that decides may read the simulator"),
        ("safety", ["core"], "the gate must not depend on anything it vets"),
        ("drivers", ["core", "safety"], "drivers send vetted commands; they know no planner, controller or simulator"),
        ("sim", ["core", "safety", "drivers"], "the simulator stands behind the same device interfaces as real robots"),
        ("data", ["core"], "datasets outlive the program that recorded them; recorder, trainer and benchmarks share one reader"),
        ("learning", ["core", "planner", "safety", "sim", "controller", "data"], "learning is an executable of its own"),
        ("bench", ["core", "planner", "controller", "safety", "drivers", "sim", "data"], "the app runs the benchmarks, so they cannot use the app"),
        ("app", ["core", "planner", "controller", "safety", "drivers", "sim", "data", "bench"], "a robot's installation carries no libtorch, so the app cannot use learning"),
    ];

    /// <summary>Package name (or its beginning), the only folders that may have it, and why.</summary>
    private static readonly (string Package, string[] Folders, string Why)[] PackageRules =
    [
        ("TorchSharp", ["learning"], "libtorch stays out of the robot's installation"),
        ("libtorch", ["learning"], "libtorch stays out of the robot's installation"),
        ("Microsoft.ML.OnnxRuntime", ["controller", "learning"], "models run in the controller"),
        ("MQTTnet", ["drivers"], "MQTT stays behind the driver host and its link"),
        ("Google.Protobuf", ["drivers"], "wire formats stay in drivers"),
        ("Grpc.Tools", ["drivers"], "wire formats stay in drivers"),
        ("Stateless", ["planner"], "the grasp loop's state machine lives in planner"),
        ("Microsoft.Extensions.AI", ["planner"], "the model server is asked by the planner alone"),
        ("OpenAI", ["planner"], "the model server is asked by the planner alone"),
        ("Parquet.Net", ["data"], "one place knows how datasets are stored"),
        ("ZstdSharp", ["data"], "one place knows how datasets are stored"),
        ("System.CommandLine", ["app", "learning"], "only executables read command lines"),
        ("Spectre.Console", ["app", "learning"], "only executables write to the terminal"),
    ];

    [Fact]
    public void EveryProject_UsesOnlyTheFoldersItMay() => Repository.AssertNone(
        from folder in Repository.ProjectFolders
        from used in References(folder)
        let rule = RuleOf(folder)
        where !rule.MayUse.Contains(used)
        select $"{folder}/ references {used}/; it may use {(rule.MayUse.Length == 0 ? "nothing" : string.Join(", ", rule.MayUse))}: {rule.Why}. Move what is shared to core/, or turn the dependency round with an interface.");

    [Fact]
    public void CoreAndSafety_HaveNoPackages() => Repository.AssertNone(
        from folder in new[] { "core", "safety" }
        from package in Packages(folder)
        select $"{folder}/ references the package {package}; it has none, so that everyone can trust and use it. Put the code that needs the package elsewhere.");

    [Fact]
    public void Packages_AreWhereTheyBelong() => Repository.AssertNone(
        from folder in Repository.ProjectFolders
        from package in Packages(folder)
        from rule in PackageRules
        where package.StartsWith(rule.Package, StringComparison.OrdinalIgnoreCase) && !rule.Folders.Contains(folder)
        select $"{folder}/ references the package {package}; it belongs to {string.Join(", ", rule.Folders)}: {rule.Why}.");

    [Fact]
    public void Packages_HaveTheirVersionInOnePlace() => Repository.AssertNone(
        from file in Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories)
        where !file.Contains($"{Path.DirectorySeparatorChar}artifacts{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        from package in XDocument.Load(file).Descendants("PackageReference")
        where package.Attribute("Version") is not null
        select $"{Path.GetRelativePath(Repository.Root, file)} gives {package.Attribute("Include")?.Value} a version; versions stand in Directory.Packages.props.");

    // A benchmark may time what nobody else may call; but nobody at all may make commands past the gate.
    [Fact]
    public void Internals_AreVisibleToTestsAndBenchmarksOnly() => Repository.AssertNone(
        from folder in Repository.ProjectFolders
        from friend in XDocument.Load(Repository.ProjectFile(folder)).Descendants("InternalsVisibleTo")
        let name = friend.Attribute("Include")?.Value ?? ""
        where !name.Equals($"DexGrasp.Tests.{folder}", StringComparison.OrdinalIgnoreCase) && (name != "DexGrasp.Bench" || folder == "safety")
        select $"{folder}/ shows its internals to {name}; only its own tests may see them. Make public what others need.");

    [Fact]
    public void EveryProject_IsInTheSolutionAndHasARule()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "DexGrasp.sln"));
        Repository.AssertNone(
            from folder in Repository.ProjectFolders
            from finding in new[]
            {
                solution.Contains(Path.GetFileName(Repository.ProjectFile(folder)), StringComparison.Ordinal)
                    ? null : $"{folder}/ is not in DexGrasp.sln; run dotnet sln add {folder}.",
                Rules.Any(rule => rule.Folder == folder)
                    ? null : $"{folder}/ has no rule; say in {nameof(FolderRuleTests)} and in ARCHITECTURE.md what it may use.",
            }
            where finding is not null
            select finding);
    }

    [Fact]
    public void EveryProject_HasATestProjectInTheSameTree() => Repository.AssertNone(
        from folder in Repository.ProjectFolders
        where folder != "bench"
        where !Directory.Exists(Path.Combine(Repository.Root, "tests", char.ToUpperInvariant(folder[0]) + folder[1..]))
        select $"{folder}/ has no tests/{char.ToUpperInvariant(folder[0])}{folder[1..]}/; add a test project there.");

    private static (string Folder, string[] MayUse, string Why) RuleOf(string folder) =>
        Rules.SingleOrDefault(rule => rule.Folder == folder) is { Folder: not null } found ? found : (folder, [], "it has no rule yet");

    private static IEnumerable<string> References(string folder) =>
        from reference in XDocument.Load(Repository.ProjectFile(folder)).Descendants("ProjectReference")
        let path = (reference.Attribute("Include")?.Value ?? "").Replace('\\', '/')
        select Path.GetFileName(Path.GetDirectoryName(path)) ?? path;

    private static IEnumerable<string> Packages(string folder) =>
        from reference in XDocument.Load(Repository.ProjectFile(folder)).Descendants("PackageReference")
        select reference.Attribute("Include")?.Value ?? "";
}
