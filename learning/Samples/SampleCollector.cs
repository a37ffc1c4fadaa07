using DexGrasp.Controller;
using DexGrasp.Controller.Policy;
using DexGrasp.Core.Control;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Demonstrations;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.Learning.Samples;

/// <summary>Records demonstrations on several threads straight into sample files, one a thread, without a data set in between.</summary>
/// <param name="options">What demonstrations are like.</param>
/// <param name="folder">Receives samples-0.bin and so on; a run that was stopped goes on after the last whole episode.</param>
/// <param name="learner">A policy that drives in turn with the expert, who labels every frame (dataset aggregation); null for the expert alone.</param>
public sealed class SampleCollector(DemonstrationOptions options, string folder, PolicyFolder? learner = null)
{
    /// <summary>Records episodes.</summary>
    /// <param name="from">First episode; its seed is <see cref="DemonstrationRecorder.FirstSeed"/> plus this. Range: 0 or more.</param>
    /// <param name="episodes">How many in all, those of earlier runs included.</param>
    /// <param name="threads">Each with its own file. The same number must be given when going on.</param>
    /// <param name="tell">One line now and then.</param>
    /// <param name="stop">Ends after the present frames; whole episodes stay.</param>
    public void Run(int from, int episodes, int threads, Action<string> tell, CancellationToken stop)
    {
        int done = 0, kept = 0, samples = 0;
        Exception? broken = null;
        void Work(int thread)
        {
            var recorder = new DemonstrationRecorder(options);
            using PolicyModel? model = learner is null ? null : new PolicyModel(learner);
            string path = Path.Combine(folder, $"samples-{thread}.bin"), progress = path + ".next";
            int first = File.Exists(progress) ? int.Parse(File.ReadAllText(progress)) : from + thread;
            using var sink = new SampleSink(path, Rm75.Model);
            for (int i = first; i < from + episodes && !stop.IsCancellationRequested; i += threads)
            {
                int before = sink.Samples;
                try
                {
                    Interlocked.Add(ref kept, recorder.Record(DemonstrationRecorder.FirstSeed + i, sink, Learner(model), stop).Kept ? 1 : 0);
                }
                catch (SceneException)
                {
                    // A seed without a scene is a seed less.
                }

                File.WriteAllText(progress, $"{i + threads}");
                int all = Interlocked.Add(ref samples, sink.Samples - before), count = Interlocked.Increment(ref done);
                if (count % 50 == 0)
                    tell($"{count} episodes, {kept} kept, {all} samples");
            }
        }

        static Func<SimulatedWorld, IGraspController>? Learner(PolicyModel? model) =>
            model is null ? null : world => new LearnedController(world.Robot, Workcell.Reference, model);

        Thread[] workers = [.. Enumerable.Range(0, threads).Select(t => new Thread(() => Guarded(t), 16 << 20))];
        foreach (Thread worker in workers)
            worker.Start();
        foreach (Thread worker in workers)
            worker.Join();
        if (broken is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(broken);
        tell($"{done} episodes, {kept} kept, {samples} samples");

        void Guarded(int thread)
        {
            try
            {
                Work(thread);
            }
            catch (OperationCanceledException)
            {
                // What was recorded stays.
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref broken, e, null);
            }
        }
    }
}
