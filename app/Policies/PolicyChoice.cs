using DexGrasp.App.Cli;
using DexGrasp.App.Evaluation.Grasp;
using DexGrasp.Controller;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Control;
using DexGrasp.Core.Robots;

namespace DexGrasp.App.Policies;

/// <summary>What grasps, as it was asked for: a name, or a folder with policy.json.</summary>
public sealed class PolicyChoice
{
    /// <summary>Name of the learned policy that comes with the program: models/grasp-policy.</summary>
    public const string Learned = "learned";

    /// <summary>Gets the folder of <see cref="Learned"/>.</summary>
    public static string LearnedFolder { get; } = Path.Combine(AppContext.BaseDirectory, "models", "grasp-policy");

    private PolicyChoice(string name, PolicyFolder? folder) => (Name, Folder) = (name, folder);

    /// <summary>Gets the name or folder as it was asked for.</summary>
    public string Name { get; }

    /// <summary>Gets the learned policy's files; null for a policy without weights.</summary>
    public PolicyFolder? Folder { get; }

    /// <summary>Gets whether it looks at the simulator's state and not at pictures.</summary>
    public bool IsExpert => Name == GraspSuite.Expert;

    /// <summary>Gets the SHA-256 of every model file by name; empty for a policy without weights.</summary>
    public IReadOnlyDictionary<string, string> ModelHashes => Folder?.Hashes ?? new Dictionary<string, string>();

    /// <summary>Gets a phrase for reports.</summary>
    public string Words => Folder is null ? $"{Name}, from pictures alone" : $"learned policy {Folder.CardHash[..12]}, from pictures alone";

    /// <summary>Reads what was asked for.</summary>
    /// <param name="policy">A name, or a folder.</param>
    /// <param name="robot">The robot that it has to be for.</param>
    /// <param name="names">The names that are possible here.</param>
    /// <exception cref="UserErrorException">It is neither a possible name nor a policy's folder.</exception>
    /// <exception cref="PolicyException">The folder's files cannot be used.</exception>
    public static PolicyChoice Read(string policy, RobotModel robot, params string[] names)
    {
        if (names.Contains(policy))
            return new PolicyChoice(policy, policy == Learned ? PolicyFolder.Read(LearnedFolder, robot) : null);
        return File.Exists(Path.Combine(policy, PolicyFolder.CardName))
            ? new PolicyChoice(policy, PolicyFolder.Read(policy, robot))
            : throw new UserErrorException($"There is no policy '{policy}'.", $"Use {string.Join(", ", names)}, or a folder that holds {PolicyFolder.CardName} (docs/models.md).");
    }

    /// <summary>Loads the networks; null for a policy without weights. The caller disposes of them.</summary>
    public PolicyModel? LoadModel() => Folder is null ? null : new PolicyModel(Folder);

    /// <summary>Makes a controller that works from pictures.</summary>
    /// <param name="robot">Joints, limits, mounting.</param>
    /// <param name="cell">Where the area and the tray are.</param>
    /// <param name="model">From <see cref="LoadModel"/>.</param>
    /// <param name="options">For a learned policy.</param>
    public static IGraspController CreateController(RobotModel robot, Workcell cell, PolicyModel? model, LearnedControllerOptions? options = null) =>
        model is null ? new ClassicalController(robot, cell) : new LearnedController(robot, cell, model, options);
}
