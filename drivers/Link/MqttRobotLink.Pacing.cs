using System.Diagnostics;
using DexGrasp.Drivers.Mqtt;

namespace DexGrasp.Drivers.Link;

/// <content>
/// How far the host's clock is let go on. Simulated time never runs while a message is under way: what happens depends on the
/// messages and not on how long they took.
/// </content>
public sealed partial class MqttRobotLink
{
    // Whether all of the granted time is over and its states are here.
    private bool IsAtRest => _options.Pace is null || !(State?.At < _demanded);

    private void DemandObservation(TimeSpan notBefore, bool withPictures)
    {
        if (_options.Pace is not { } pace)
            return;
        _picturesFrom = withPictures ? notBefore : TimeSpan.MaxValue;
        TimeSpan head = withPictures ? pace.NextPicture(ObservationBuffer.Head, notBefore) : notBefore;
        TimeSpan wrist = withPictures ? pace.NextPicture(ObservationBuffer.Wrist, notBefore) : notBefore;
        Demand(head > wrist ? head : wrist);
    }

    private async Task LetPassAsync(TimeSpan upTo, CancellationToken cancellationToken)
    {
        if (_options.Pace is null)
            return;
        _picturesFrom = TimeSpan.MaxValue;
        Demand(upTo);
        await WaitForAsync(() => IsAtRest, MessagePatience, cancellationToken).ConfigureAwait(false);
    }

    // Counted from what was granted before: a state that is still under way must make no difference.
    private void DemandMore(TimeSpan time) => Demand((State?.At > _demanded ? State.At : _demanded) + time);

    private void Demand(TimeSpan upTo)
    {
        if (_options.Pace is not { } pace)
            return;
        _demanded = upTo > _demanded ? upTo : _demanded;
        pace.GrantUntil(upTo, _picturesFrom);
    }

    // Publishes; where the clock stands still, waits until the request has reached the loop.
    private async Task<bool> DeliverAsync(Topic topic, byte[] request, CancellationToken cancellationToken)
    {
        long before = _options.Pace?.Requests ?? 0, start = Stopwatch.GetTimestamp();
        if (!await _link.PublishAsync(topic, request, cancellationToken).ConfigureAwait(false))
            return false;
        while (_options.Pace?.Requests <= before && Stopwatch.GetElapsedTime(start) < MessagePatience)
            await Task.Delay(ArrivalPause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
