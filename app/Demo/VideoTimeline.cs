namespace DexGrasp.App.Demo;

/// <summary>Turns pictures that come at uneven times into a video of even rate: late ones are repeated, early ones left out.</summary>
/// <param name="framesPerSecond">Rate of the video.</param>
/// <param name="longestGap">A longer gap is shortened to this, so that a stall does not fill the disk.</param>
public sealed class VideoTimeline(int framesPerSecond, TimeSpan longestGap)
{
    private TimeSpan? _origin;
    private TimeSpan _last;
    private long _written;

    /// <summary>Returns how many times the picture taken at a time has to be written. Range: 0 and up.</summary>
    /// <param name="capturedAt">On any clock that does not run backwards; an earlier time than before counts as 0 frames.</param>
    public int FramesFor(TimeSpan capturedAt)
    {
        if (_origin is null)
        {
            _origin = capturedAt;
            _last = capturedAt;
            _written = 1;
            return 1;
        }

        if (capturedAt - _last > longestGap)
            _origin += capturedAt - _last - longestGap;
        if (capturedAt > _last)
            _last = capturedAt;
        long due = (long)Math.Round((capturedAt - _origin.Value).TotalSeconds * framesPerSecond) + 1;
        long frames = Math.Max(0, due - _written);
        _written += frames;
        return (int)frames;
    }
}
