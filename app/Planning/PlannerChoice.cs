using DexGrasp.App.Cli;
using DexGrasp.Controller.Perception;
using DexGrasp.Core.Robots;
using DexGrasp.Planner;
using DexGrasp.Planner.Vlm;
using Microsoft.Extensions.AI;

namespace DexGrasp.App.Planning;

/// <summary>Which planner understands and decides.</summary>
/// <param name="Model">How a vision-language model is asked; null for the embedded planner alone.</param>
/// <param name="Replay">A recording to take the model's answers from instead of a server; null for none.</param>
/// <param name="FallsBack">Whether the embedded planner takes over where the model cannot be asked. Default: true.</param>
public sealed record PlannerChoice(VlmOptions? Model = null, string? Replay = null, bool FallsBack = true)
{
    /// <summary>Name of the embedded planner.</summary>
    public const string EmbeddedName = "embedded";

    /// <summary>Name of the planner that asks a model.</summary>
    public const string ModelName = "vlm";

    /// <summary>Name of the environment variable that holds the server's key.</summary>
    public const string KeyVariable = "DEXGRASP_VLM_KEY";

    /// <summary>Gets the embedded planner, which needs no server.</summary>
    public static PlannerChoice Embedded { get; } = new();

    /// <summary>Gets whether a model is asked.</summary>
    public bool AsksModel => Model is not null;

    /// <summary>Gets what it is, for reports.</summary>
    public string Words => Model is null ? EmbeddedName
        : $"{Model.Model} {(Replay is null ? $"at {Model.Url}" : $"from {Replay}")}{(FallsBack ? ", else embedded" : "")}";

    /// <summary>Makes the planner.</summary>
    /// <param name="robot">Whose pixels are left out, and whose fingers are judged.</param>
    /// <param name="cell">Where table area and tray are.</param>
    /// <param name="tell">Is told of waits and of taking over, one or two sentences at a time.</param>
    /// <exception cref="UserErrorException">An option, a prompt file or a recording cannot be used; nothing was asked.</exception>
    public OwnedPlanner Create(RobotModel robot, Workcell cell, Action<string> tell)
    {
        var embedded = new EmbeddedPlanner(cell, robot, PartitionModel.BuiltIn);
        if (Model is null)
            return new OwnedPlanner(embedded, null);
        try
        {
            Model.Validate();
            string? key = Environment.GetEnvironmentVariable(KeyVariable);
            IChatClient chat = Replay is null ? VlmEndpoint.Connect(Model, key) : ReplayChatClient.Load(Replay);
            var model = new VlmPlanner(chat, embedded, Model, TimeProvider.System, key);
            model.Waiting += (delay, fault) => tell($"{fault.What} Asking again in {delay.TotalSeconds:0.#} s.");
            return FallsBack ? new OwnedPlanner(new FallbackPlanner(model, embedded, tell), model) : new OwnedPlanner(model, model);
        }
        catch (VlmSetupException e)
        {
            throw new UserErrorException(e.Message, "Nothing was asked and nothing was moved. docs/vlm.md describes options, prompts and recordings.", cause: e);
        }
    }
}
