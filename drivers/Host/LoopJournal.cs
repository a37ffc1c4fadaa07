using DexGrasp.Safety.Gate;
using DexGrasp.Safety.Supervision;

namespace DexGrasp.Drivers.Host;

/// <summary>Writes down what the loop decided, for another thread to word and publish. Allocates nothing. The loop thread writes, one other reads.</summary>
/// <param name="supervisor">Mode, cause and lease.</param>
internal sealed class LoopJournal(Supervisor supervisor)
{
    private static readonly TimeSpan ChangeSpacing = TimeSpan.FromMilliseconds(100);
    private readonly SingleReaderRing<LoopEvent> _events = new(256);
    private TimeSpan _nextChangeAt;
    private long _toldChanges;

    /// <summary>Gets how many events were dropped because nobody read them. Any thread.</summary>
    public long Dropped => _events.Dropped;

    /// <summary>Takes the oldest event that was not taken yet. One reading thread.</summary>
    public bool TryRead(out LoopEvent loopEvent) => _events.TryRead(out loopEvent);

    /// <summary>Notes a refused chunk.</summary>
    public void Refused(in Admission refused, TimeSpan now) => Write(LoopEventKind.Refused, refused.Words, refused, Guid.Empty, now);

    /// <summary>Notes a request to arm, release or reset that was denied.</summary>
    /// <param name="answer">Says why.</param>
    /// <param name="lease">That the request named; empty where it names none.</param>
    /// <param name="now">Host's monotonic clock.</param>
    public void Denied(in SupervisorAnswer answer, Guid lease, TimeSpan now) => Write(LoopEventKind.Denied, answer.Words, default, lease, now);

    /// <summary>Notes what a tick changed: the command, at most every 100 ms, and the mode.</summary>
    public void Ticked(in GateReport report, TimeSpan now)
    {
        if (report.Changes != GateChanges.None && now >= _nextChangeAt)
        {
            _nextChangeAt = now + ChangeSpacing;
            _events.Write(new LoopEvent(LoopEventKind.Changed, now, report.Mode, default, "", default, report, default));
        }

        if (supervisor.Changes == _toldChanges)
            return;
        _toldChanges = supervisor.Changes;
        _events.Write(new LoopEvent(LoopEventKind.Mode, now, supervisor.Mode, supervisor.Cause, supervisor.Words, default, report, supervisor.Lease));
    }

    private void Write(LoopEventKind kind, string words, in Admission admission, Guid lease, TimeSpan now) =>
        _events.Write(new LoopEvent(kind, now, supervisor.Mode, supervisor.Cause, words, admission, default, lease));
}
