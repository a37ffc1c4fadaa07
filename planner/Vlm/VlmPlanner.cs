using System.Text.Json.Nodes;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Planner.Grounding;
using DexGrasp.Planner.Language;
using DexGrasp.Planner.Loops;
using DexGrasp.Planner.Verification;
using DexGrasp.Planner.Vlm.Answers;
using DexGrasp.Planner.Vlm.Exchange;
using DexGrasp.Planner.Vlm.Prompts;
using Microsoft.Extensions.AI;

namespace DexGrasp.Planner.Vlm;

/// <summary>
/// The planner that asks a vision-language model: the sub-tasks of DexGraspVLA's planner (arXiv 2502.20900). The model chooses by words
/// and boxes; what is grasped is always an object that the cameras see, found as the embedded planner finds it.
/// </summary>
/// <remarks>One task at a time. Where the model cannot be asked or its answer cannot be used, it throws <see cref="VlmFaultException"/>.</remarks>
public sealed class VlmPlanner : IPlanner, IDisposable
{
    private const double Agreed = 0.9;
    private const double Disputed = 0.6;
    private readonly EmbeddedPlanner _eyes;
    private readonly VlmOptions _options;
    private readonly PromptTexts _prompts;
    private readonly VlmAsker _asker;
    private TaskMemory? _memory;
    private VlmPicture? _first;

    /// <summary>Makes a planner.</summary>
    /// <param name="chat">Where the model is (<see cref="VlmEndpoint.Connect"/>, <see cref="ReplayChatClient"/>); disposed of with the planner.</param>
    /// <param name="eyes">Finds the objects in the pictures.</param>
    /// <param name="options">How to ask.</param>
    /// <param name="time">Lets time-outs and waits pass.</param>
    /// <param name="secret">The server's key, which is never said or written; null for none.</param>
    /// <exception cref="VlmSetupException">An option, a prompt file or the recording's place cannot be used.</exception>
    public VlmPlanner(IChatClient chat, EmbeddedPlanner eyes, VlmOptions options, TimeProvider time, string? secret = null)
    {
        options.Validate();
        _eyes = eyes;
        _options = options;
        _prompts = PromptTexts.Load(options.PromptFolder);
        _asker = new VlmAsker(chat, options, _prompts, time, secret);
    }

    /// <summary>Raised before the planner waits to ask again: how long, and why. On the caller's thread.</summary>
    public event Action<TimeSpan, VlmFault>? Waiting
    {
        add => _asker.Waiting += value;
        remove => _asker.Waiting -= value;
    }

    /// <inheritdoc/>
    public string Name => _options.Model;

    /// <inheritdoc/>
    public async Task<PlannerAnswer> UnderstandAsync(string? prompt, CancellationToken cancellationToken)
    {
        // To stop, to refuse what is dangerous, and to say that there is nothing to read, no server is needed.
        PlannerAnswer own = _eyes.Understand(prompt);
        if (own.Kind == AnswerKind.Stop || string.IsNullOrWhiteSpace(prompt) || prompt.Length > InstructionParser.LongestPrompt)
            return own;
        if (_eyes.Danger(prompt) is { } danger)
            return new PlannerAnswer(AnswerKind.Refused, $"{danger} Nothing was moved.", null, []);
        _asker.BeginTask();
        var question = new VlmQuestion(VlmTask.Understanding, _prompts.Rules, _prompts.Fill("understanding", ("words", prompt)), [], AnswerShape.Understanding);
        try
        {
            return await _asker.AskAsync(question, answer => Understood(prompt, answer), cancellationToken).ConfigureAwait(false);
        }
        catch (VlmFaultException e) when (e.Fault.Outcome == VlmOutcome.ModelRefused)
        {
            return new PlannerAnswer(AnswerKind.Refused, $"{e.Fault.What} Nothing was done.", null, []);
        }
    }

    /// <inheritdoc/>
    public async Task<CompletionVerdict> CheckCompletionAsync(TaskMemory memory, Observation observation, CancellationToken cancellationToken)
    {
        SceneView scene = _eyes.Look(observation);
        _eyes.Begin(memory, scene);
        if (memory.Attempts >= memory.Limits.AttemptsPerTask)
            return new CompletionVerdict(GraspLoopTrigger.AttemptsUsedUp, $"{memory.Attempts} grasps were tried, which is the limit. {scene.Describe()}", scene);
        VlmQuestion question = About(memory, observation, VlmTask.Completion, AnswerShape.Completion, _prompts.Fill(
            "completion", ("words", memory.Plan.Prompt), ("plan", Steps(memory)), ("placed", memory.Placed)));
        return await _asker.AskAsync<CompletionVerdict>(question, answer => Judged(memory, scene, answer), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<Proposal> ProposeAsync(TaskMemory memory, Observation observation, CancellationToken cancellationToken)
    {
        SceneView scene = _eyes.Look(observation);
        VlmPicture picture = VlmPicture.Of("now", observation.Head.Rgb, _options);
        BoxReader boxes = new(_options.Boxes, picture.Sent, picture.Camera);
        object[] failed = [.. scene.Objects.Where(o => memory.FailuresOf(o) > 0).Select(o => new { label = o.Label, box = boxes.Say(o.Box), failures = memory.FailuresOf(o) })];
        VlmQuestion question = About(memory, observation, VlmTask.Proposal, AnswerShape.Proposal, _prompts.Fill(
            "proposal", ("words", memory.Plan.Prompt), ("plan", Steps(memory)), ("placed", memory.Placed), ("failed", failed)));
        Choice choice = await _asker.AskAsync(question, answer => Chosen(memory, answer), cancellationToken).ConfigureAwait(false);
        Proposal Nothing(GraspLoopTrigger trigger, string why) => new(trigger, "", why, null, choice.Step, scene);
        if (choice.Instruction.Length == 0)
            return Nothing(GraspLoopTrigger.NothingMatches, $"{choice.Reason} {scene.Describe()}");

        (SeenObject? found, string reason) = await FindAsync(choice.Instruction, choice.Label, observation, scene, cancellationToken).ConfigureAwait(false);
        if (found is null)
            return Nothing(GraspLoopTrigger.NothingMatches, $"I wanted to {choice.Instruction}. {reason} {scene.Describe()}");
        if (memory.IsGivenUp(found))
            return Nothing(GraspLoopTrigger.AttemptsUsedUp, $"Only the {choice.Label} is left, and {memory.Limits.AttemptsPerObject} grasps of it have failed.");
        IReadOnlyList<ReferringExpression> targets = _eyes.Understand(choice.Instruction).Plan?.Steps[0].Targets ?? [];
        if (TargetGuard.Objection(targets, found) is { } objection)
            return Nothing(GraspLoopTrigger.NothingMatches, $"The model wants to {choice.Instruction} and points at the {found.Label}, but {objection}; nothing was taken. {scene.Describe()}");
        memory.StepIndex = choice.Step;
        return new Proposal(GraspLoopTrigger.ObjectChosen, choice.Instruction, choice.Reason, found, choice.Step, scene) { Label = choice.Label, Targets = targets };
    }

    /// <inheritdoc/>
    /// <remarks>An object that still stands where it was chosen is found without asking.</remarks>
    public async Task<GroundedGoal> GroundAsync(Proposal proposal, Observation observation, CancellationToken cancellationToken)
    {
        GroundedGoal known = _eyes.Ground(proposal, observation);
        if (known.Goal is not null || proposal.Object is null)
            return known;
        (SeenObject? found, string reason) = await FindAsync(proposal.Instruction, proposal.Label, observation, _eyes.Look(observation), cancellationToken).ConfigureAwait(false);
        return found is null
            ? new GroundedGoal(null, null, reason)
            : new GroundedGoal(new GraspGoal(proposal.Instruction, proposal.Label, found.Box, observation.Head.Number), found.Mask, $"The {proposal.Label} has moved; the model found it again.");
    }

    /// <inheritdoc/>
    public async Task<GraspVerdict> VerifyGraspAsync(Observation before, Observation after, GroundedGoal target, CancellationToken cancellationToken)
    {
        GraspVerdict measured = _eyes.VerifyGrasp(before, after, target);
        if (target.Goal is not { } goal)
            return measured;
        var question = new VlmQuestion(
            VlmTask.Grasp, _prompts.Rules, _prompts.Fill("grasp", ("instruction", goal.Instruction), ("label", goal.Label)),
            [VlmPicture.Of("in front of the table", after.Head.Rgb, _options), VlmPicture.Of("on the wrist", after.Wrist.Rgb, _options)], AnswerShape.Grasp);
        return await _asker.AskAsync<GraspVerdict>(question, answer => Verified(answer, measured), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _asker.Dispose();

    private static string[] Steps(TaskMemory memory) => [.. memory.Plan.Steps.Select((s, i) => $"{i + 1}. {s} ({memory.TakenOf(i)} taken)")];

    private static string Said(JsonObject answer, string field) => Sentences.Clean(answer[field]!.GetValue<string>());

    private Reading<PlannerAnswer> Understood(string prompt, JsonObject answer)
    {
        string reason = Sentences.Finish(Said(answer, "reason"));
        string[] sentences = [.. ((JsonArray)answer["steps"]!).Select(s => Sentences.Clean(s!.GetValue<string>())).Where(s => s.Length > 0)];
        string decision = Said(answer, "decision");
        if (decision == "plan" != sentences.Length > 0)
            return new VlmFault(VlmOutcome.Contradiction, $"The answer's decision is \"{decision}\", but it has {sentences.Length} steps.");
        if (decision != "plan")
            return new PlannerAnswer(
                decision switch { "refuse" => AnswerKind.Refused, "stop" => AnswerKind.Stop, _ => AnswerKind.NotUnderstood }, $"{reason} Nothing was done.", null, []);
        var plan = new TaskPlan(prompt.Trim(), [.. sentences.Select(PlanOf)]);
        return new PlannerAnswer(AnswerKind.Plan, $"I will {plan}.", plan, []);
    }

    // The embedded planner's reading goes with the sentence, in case it has to take over. What it cannot read, it must not do.
    private PlanStep PlanOf(string sentence)
    {
        PlannerAnswer own = _eyes.Understand(sentence);
        string words = sentence.TrimEnd('.');
        return own.Plan is { Steps.Count: 1 } plan
            ? plan.Steps[0] with { Words = words }
            : new PlanStep([ReferringExpression.AnyObject with { Noun = $"object that is meant by \"{words}\"", NounIsKnown = false }], 1, [], []) { Words = words };
    }

    private static Reading<CompletionVerdict> Judged(TaskMemory memory, SceneView scene, JsonObject answer)
    {
        string state = Said(answer, "state");
        int left = ((JsonArray)answer["left"]!).Count;
        if (state != "open" && left > 0)
            return new VlmFault(VlmOutcome.Contradiction, $"The answer's state is \"{state}\", but {left} objects are left.");
        string reason = Sentences.Finish(Said(answer, "reason"));
        if (state == "open")
            return new CompletionVerdict(GraspLoopTrigger.TaskOpen, reason, scene);
        if (state == "nothing" && memory.Placed == 0)
            return new CompletionVerdict(GraspLoopTrigger.NothingMatches, $"{reason} {scene.Describe()}", scene);
        memory.StepIndex = memory.Plan.Steps.Count;
        return new CompletionVerdict(GraspLoopTrigger.TaskDone, reason, scene);
    }

    private static Reading<Choice> Chosen(TaskMemory memory, JsonObject answer)
    {
        string instruction = Said(answer, "instruction").TrimEnd('.'), label = Said(answer, "label"), reason = Sentences.Finish(Said(answer, "reason"));
        int step = (int)answer["step"]!.GetValue<double>() - 1, steps = memory.Plan.Steps.Count;
        if (Said(answer, "decision") == "nothing")
            return new Choice("", "", reason, Math.Clamp(step, 0, steps - 1));
        if (instruction.Length == 0 || label.Length == 0)
            return new VlmFault(VlmOutcome.Contradiction, "The answer's decision is \"object\", but its instruction or label is empty.");
        return step < 0 || step >= steps
            ? new VlmFault(VlmOutcome.WrongShape, $"The answer's step is {step + 1}; the plan's steps are 1 to {steps}.")
            : new Choice(instruction, label, reason, step);
    }

    private static Reading<GraspVerdict> Verified(JsonObject answer, GraspVerdict measured)
    {
        bool held = answer["held"]!.GetValue<bool>();
        if (held && answer["on_table"]!.GetValue<bool>())
            return new VlmFault(VlmOutcome.Contradiction, "The answer says that the object is held and that it lies on the table.");
        string reason = Sentences.Finish(Said(answer, "reason"));
        return held == measured.Held
            ? new GraspVerdict(held, Math.Max(Agreed, measured.Confidence), reason)
            : new GraspVerdict(held, Disputed, $"{reason} Fingers and depth speak against it: {measured.Reason}");
    }

    private VlmQuestion About(TaskMemory memory, Observation observation, VlmTask task, AnswerShape shape, string text)
    {
        VlmPicture now = VlmPicture.Of("now", observation.Head.Rgb, _options);
        if (_memory != memory || _first is null)
            (_memory, _first) = (memory, now with { Name = "at the beginning" });
        return new VlmQuestion(task, _prompts.Rules, text, [_first, now], shape);
    }

    // Null where the model sees no such object, or points at a place where the cameras see none.
    private async Task<(SeenObject? Found, string Reason)> FindAsync(string instruction, string label, Observation observation, SceneView scene, CancellationToken cancellationToken)
    {
        VlmPicture picture = VlmPicture.Of("now", observation.Head.Rgb, _options);
        var boxes = new BoxReader(_options.Boxes, picture.Sent, picture.Camera);
        string text = _prompts.Fill("box", ("instruction", instruction), ("label", label), ("numbers", boxes.Words));
        try
        {
            return await _asker.AskAsync(
                new VlmQuestion(VlmTask.Box, _prompts.Rules, text, [picture], AnswerShape.Box), answer => Located(answer, boxes, scene), cancellationToken).ConfigureAwait(false);
        }
        catch (VlmFaultException e) when (e.Fault.Outcome == VlmOutcome.NothingThere)
        {
            return (null, e.Fault.ToString());
        }
    }

    private static Reading<(SeenObject? Found, string Reason)> Located(JsonObject answer, BoxReader boxes, SceneView scene)
    {
        var numbers = (JsonArray)answer["bbox_2d"]!;
        if (!answer["found"]!.GetValue<bool>())
            return numbers.Count == 0 ? (null, Sentences.Finish(Said(answer, "reason"))) : new VlmFault(VlmOutcome.Contradiction, "The answer says that the object was not found, and gives a box.");
        Reading<BoundingBox> box = boxes.Read(numbers);
        if (box.Fault is { } fault)
            return fault;
        if (BoxMatcher.Match(box.Value, scene) is { } found)
            return (found, Sentences.Finish(Said(answer, "reason")));
        string seen = scene.Objects.Count == 0 ? "no object at all" : string.Join(", ", scene.Objects.Select(o => boxes.Say(o.Box)));
        return new VlmFault(VlmOutcome.NothingThere, $"The cameras see no object in the model's box {numbers.ToJsonString()}; they see {seen}.");
    }

    // Instruction is empty when nothing was chosen; Step counts from 0.
    private sealed record Choice(string Instruction, string Label, string Reason, int Step);
}
