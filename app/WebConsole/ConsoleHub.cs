using System.Text.Json;
using DexGrasp.App.Operators;
using DexGrasp.Drivers.Mqtt.Messages;

namespace DexGrasp.App.WebConsole;

/// <summary>
/// What everybody sees: keeps the newest of everything for browsers that come later, and passes news on to those that are there. Never
/// waits for a browser. Any thread.
/// </summary>
/// <param name="cameras">How many cameras there are.</param>
internal sealed class ConsoleHub(int cameras)
{
    /// <summary>The most browsers at a time.</summary>
    public const int MostBrowsers = 32;

    private readonly Lock _lock = new();
    private readonly List<BrowserOutbox> _browsers = [];
    private readonly History<PlanMessage> _plan = new(100);
    private readonly History<GateEventMessage> _gate = new(60);
    private readonly History<FaultMessage> _faults = new(20);
    private readonly byte[]?[] _pictures = new byte[]?[cameras];
    private byte[]? _state;
    private StatusMessage? _status;
    private RobotHealth _health = new(false, RobotHealth.Unknown);
    private DialogueView _dialogue = DialogueView.Empty;
    private StopNotice? _stopNotice;

    /// <summary>Lets a browser in: it gets all that is known, and from then on all news.</summary>
    /// <returns>False when there are too many.</returns>
    public bool Join(BrowserOutbox browser)
    {
        lock (_lock)
        {
            if (_browsers.Count >= MostBrowsers)
                return false;
            browser.AddEvent(ConsoleJson.Write(Welcome("welcome")));
            if (_state is not null)
                browser.ShowState(_state);
            for (int i = 0; i < _pictures.Length; i++)
                if (_pictures[i] is { } picture)
                    browser.ShowPicture(i, picture);
            _browsers.Add(browser);
            return true;
        }
    }

    /// <summary>Lets a browser go.</summary>
    public void Leave(BrowserOutbox browser)
    {
        lock (_lock)
            _browsers.Remove(browser);
    }

    /// <summary>Returns all that is known but the pictures, as JSON.</summary>
    public byte[] Snapshot()
    {
        lock (_lock)
            return ConsoleJson.Write(Welcome("snapshot") with
            {
                State = _state is null ? null : JsonSerializer.Deserialize<JsonElement>(_state),
                Browsers = [.. _browsers.Select(b => new BrowserReport(b.Skipped, b.Gauges))],
            });
    }

    /// <summary>Passes a state on.</summary>
    public void ShowState(StateView state)
    {
        byte[] message = ConsoleJson.Write(state);
        lock (_lock)
        {
            _state = message;
            foreach (BrowserOutbox browser in _browsers)
                browser.ShowState(message);
        }
    }

    /// <summary>Passes a picture on.</summary>
    /// <param name="camera">Number of the camera.</param>
    /// <param name="message">The picture as browsers take it.</param>
    public void ShowPicture(int camera, byte[] message)
    {
        lock (_lock)
        {
            _pictures[camera] = message;
            foreach (BrowserOutbox browser in _browsers)
                browser.ShowPicture(camera, message);
        }
    }

    /// <summary>Passes a decision of the planner on.</summary>
    public void Tell(PlanMessage plan) => Tell(() => _plan.Add(plan), new { Type = "plan", Plan = plan });

    /// <summary>Passes a decision of the gate on.</summary>
    public void Tell(GateEventMessage gate) => Tell(() => _gate.Add(gate), new { Type = "gate", Gate = gate });

    /// <summary>Passes a fault on.</summary>
    public void Tell(FaultMessage fault) => Tell(() => _faults.Add(fault), new { Type = "fault", Fault = fault });

    /// <summary>Passes the driver host's status on.</summary>
    public void Tell(StatusMessage status) => Tell(() => _status = status, new { Type = "status", Status = status });

    /// <summary>Passes on what was said.</summary>
    public void Tell(DialogueView dialogue) => Tell(() => _dialogue = dialogue, new { Type = "dialogue", Dialogue = dialogue });

    /// <summary>Passes on how far a stop is.</summary>
    public void Tell(StopNotice notice) => Tell(() => _stopNotice = notice, new { Type = "stop", Stop = notice });

    /// <summary>Passes on whether the robot can be reached; nothing when nothing changed.</summary>
    public void Tell(RobotHealth health)
    {
        lock (_lock)
            if (health == _health)
                return;
        Tell(() => _health = health, new { Type = "health", Health = health });
    }

    /// <summary>Lets browsers know that the console is there, even while the robot says nothing.</summary>
    public void Beat() => Tell(() => { }, new { Type = "beat" });

    private void Tell<T>(Action keep, T message)
    {
        byte[] bytes = ConsoleJson.Write(message);
        lock (_lock)
        {
            keep();
            foreach (BrowserOutbox browser in _browsers)
                browser.AddEvent(bytes);
        }
    }

    private ConsoleSnapshot Welcome(string type) =>
        new(type, _health, _status, _dialogue, _stopNotice, _plan.ToArray(), _gate.ToArray(), _faults.ToArray());
}
