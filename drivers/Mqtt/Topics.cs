namespace DexGrasp.Drivers.Mqtt;

/// <summary>All topics of one robot. This is the one place that says how each is delivered; docs/asyncapi.yaml is held to it by a test.</summary>
public sealed class Topics
{
    private readonly string _prefix;

    /// <summary>Makes the topics of a robot.</summary>
    /// <param name="robot">Robot name: letters, digits and '-', 1 to 64 characters.</param>
    /// <exception cref="ArgumentException">The name has other characters; with '/', '+' or '#' it would reach other robots' topics.</exception>
    public Topics(string robot)
    {
        if (robot.Length is 0 or > 64 || !robot.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            throw new ArgumentException($"Robot name '{robot}' cannot be part of a topic; 1 to 64 letters, digits and '-' are allowed.");
        Robot = robot;
        _prefix = $"dexgrasp/v1/{robot}/";
        Chunk = new(_prefix + "command/chunk", 0);
        Stop = new(_prefix + "command/stop", 1);
        Arm = new(_prefix + "command/arm", 1);
        Reset = new(_prefix + "command/reset", 1);
        Goal = new(_prefix + "goal", 1);
        State = new(_prefix + "state", 0);
        GateEvent = new(_prefix + "event/gate", 1);
        PlanEvent = new(_prefix + "event/plan", 1);
        FaultEvent = new(_prefix + "event/fault", 1);
        Status = new(_prefix + "status", 1, Retained: true);
    }

    /// <summary>Gets the robot's name.</summary>
    public string Robot { get; }

    /// <summary>Gets chunks from the controller. Payload: ChunkCommand.</summary>
    public Topic Chunk { get; }

    /// <summary>Gets stops from anyone. Payload: StopCommand; even an unreadable one stops.</summary>
    public Topic Stop { get; }

    /// <summary>Gets requests to take or release the lease. Payload: ArmCommand.</summary>
    public Topic Arm { get; }

    /// <summary>Gets requests to clear a latch. Payload: ResetCommand.</summary>
    public Topic Reset { get; }

    /// <summary>Gets what an operator wants done. Payload: Goal.</summary>
    public Topic Goal { get; }

    /// <summary>Gets joint states from the driver host, 100 Hz. Payload: State.</summary>
    public Topic State { get; }

    /// <summary>Gets refusals, changed commands and changes of mode from the driver host. Payload: JSON.</summary>
    public Topic GateEvent { get; }

    /// <summary>Gets decisions of the planner. Payload: JSON.</summary>
    public Topic PlanEvent { get; }

    /// <summary>Gets faults of any process. Payload: JSON.</summary>
    public Topic FaultEvent { get; }

    /// <summary>Gets the driver host's status, with "offline" as its will. Payload: JSON.</summary>
    public Topic Status { get; }

    /// <summary>Gets every topic but the cameras'.</summary>
    public IReadOnlyList<Topic> All => [Chunk, Stop, Arm, Reset, Goal, State, GateEvent, PlanEvent, FaultEvent, Status];

    /// <summary>Returns the topic of a camera's pictures. Payload: CameraImage.</summary>
    /// <param name="name">Camera name: letters, digits, '-' and '_', 1 to 64 characters.</param>
    /// <exception cref="ArgumentException">The name has other characters.</exception>
    public Topic Camera(string name) => name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
        ? new(_prefix + "camera/" + name, 0)
        : throw new ArgumentException($"Camera name '{name}' cannot be part of a topic; 1 to 64 letters, digits, '-' and '_' are allowed.");
}
