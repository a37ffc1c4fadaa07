namespace DexGrasp.Tests.Sim.Devices;

/// <summary>Calls something over and over on a thread of its own until disposed.</summary>
internal sealed class Background : IDisposable
{
    private readonly Thread _thread;
    private volatile bool _stopped;

    private Background(Action again)
    {
        _thread = new Thread(() =>
        {
            while (!_stopped)
                again();
        })
        { IsBackground = true };
        _thread.Start();
    }

    public static Background Run(Action again) => new(again);

    public void Dispose()
    {
        _stopped = true;
        _thread.Join();
    }
}
