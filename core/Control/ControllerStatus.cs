namespace DexGrasp.Core.Control;

/// <summary>Where a controller stands with what it was asked to do.</summary>
public enum ControllerStatus
{
    /// <summary>The motion goes on.</summary>
    Acting,

    /// <summary>The motion is complete: the object is believed held and lifted, or placed and the arm is back home.</summary>
    Done,

    /// <summary>It gave up: the target is lost, out of reach or slipped, and its own retries are used up.</summary>
    Failed,
}
