using DexGrasp.Core.Messages;

namespace DexGrasp.Drivers.Host;

/// <summary>A request from another thread, carried out by the loop thread in its next tick.</summary>
internal readonly record struct LoopRequest(
    LoopRequestKind Kind, CommandHeader Header = default, ActionChunk? Chunk = null, Guid Lease = default, string Text = "");

/// <summary>What is asked for.</summary>
internal enum LoopRequestKind
{
    /// <summary>Judge and play a chunk.</summary>
    Offer,

    /// <summary>Take the lease; the text is the operator's token.</summary>
    Arm,

    /// <summary>Give the lease back.</summary>
    Release,

    /// <summary>Clear a latch; the text is the operator's token.</summary>
    Reset,

    /// <summary>Count bytes that are no message; the text says what is wrong with them.</summary>
    Malformed,

    /// <summary>Count a retained command; the text says which.</summary>
    Retained,
}
