using DexGrasp.App.Evaluation;

namespace DexGrasp.App.Doctor;

/// <summary>Looks at everything DexGrasp needs on a machine. Changes nothing.</summary>
public static class DoctorRunner
{
    /// <summary>Runs all checks; one that throws is a failed check.</summary>
    /// <param name="cancellationToken">Ends between two checks.</param>
    /// <param name="modelServer">Endpoint whose models are listed; null to leave it out.</param>
    public static DoctorReport Run(CancellationToken cancellationToken, Uri? modelServer = null)
    {
        (string Name, Func<CheckResult> Check)[] checks =
        [
            (".NET", SystemChecks.Dotnet),
            ("processor, memory", SystemChecks.Machine),
            ("disk", SystemChecks.Disk),
            ("MuJoCo", NativeChecks.Mujoco),
            ("offscreen OpenGL", NativeChecks.Renderer),
            ("OpenCV", NativeChecks.OpenCv),
            ("ffmpeg with H.264", ToolChecks.Ffmpeg),
            ("MQTT broker port", ToolChecks.BrokerPort),
            ("Mosquitto", ToolChecks.Mosquitto),
            ("voice", ToolChecks.Voice),
            ("real-time priority", SystemChecks.RealTime),
            ("models", SystemChecks.Models),
        ];
        if (modelServer is not null)
            checks = [.. checks, ("model server", () => ModelChecks.Endpoint(modelServer))];
        var results = new List<CheckResult>();
        foreach ((string name, Func<CheckResult> check) in checks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                results.Add(check());
            }
            catch (Exception e)
            {
                results.Add(new CheckResult(name, CheckStatus.Failed, $"{e.GetType().Name}: {e.Message}"));
            }
        }

        return new DoctorReport(results.TrueForAll(r => r.Status != CheckStatus.Failed), BuildInfo.Version, results);
    }
}
