using System.Globalization;
using DexGrasp.Learning.Checkpoints;
using DexGrasp.Learning.Training;
using DexGrasp.Planner.Grounding;
using DexGrasp.Sim.Objects;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Grounding;

/// <summary>Trains the planner's noun networks on examples and writes models/planner-nouns.safetensors.</summary>
internal static class GrounderRun
{
    private const int Batch = 128;
    private const double Rate = 1.5e-3, RateToGoOn = 6e-4;
    private const double WeightDecay = 0.02;
    private const double Smoothing = 0.05;
    private const double NumberNoise = 0.15;
    // Chosen on generated-only training, by likelihood on the training objects, which those networks have not seen.
    private const double Temperature = 0.8;

    /// <summary>Trains.</summary>
    /// <param name="source">A file of examples.</param>
    /// <param name="target">Weights to write, whole or not at all.</param>
    /// <param name="start">Weights of such networks to go on from, with a smaller learning rate; null for random ones.</param>
    /// <param name="epochs">Passes over the examples.</param>
    /// <param name="members">Networks that are averaged; they train side by side, a thread each, and share libtorch's random numbers, so that two runs differ.</param>
    /// <param name="generatedOnly">Learn from generated objects alone and judge by the training objects: an estimate for objects that nobody trained on.</param>
    /// <param name="tell">Receives a line an epoch.</param>
    /// <param name="stop">Ends it; nothing is written then.</param>
    public static void Run(string source, string target, string? start, int epochs, int members, bool generatedOnly, Action<string> tell, CancellationToken stop)
    {
        string[] nouns = [.. NounGenerator.Nouns.Order(StringComparer.Ordinal)];
        List<GrounderExample> all = GrounderFile.Read(source);
        bool Judges(GrounderExample e) => generatedOnly ? !e.Generated : e.Seed % 20 == 0;
        using GrounderData training = GrounderData.Of([.. all.Where(e => !Judges(e) && (e.Generated || !generatedOnly))], nouns);
        using GrounderData judged = GrounderData.Of([.. all.Where(Judges)], nouns);
        tell($"{training.Count} examples to learn from, {judged.Count} to judge by");
        Tensor mean = training.Numbers.mean([0L]), deviation = training.Numbers.std(0L).clamp_min(1e-3);
        // The crop has the colours; their names are left out, so that the names may be tuned without new weights.
        foreach (int index in ObjectSignature.ColourNameNumbers)
            (mean[index], deviation[index]) = (0f, 1e9f);
        random.manual_seed(1);
        GrounderNet[] nets = [.. Enumerable.Range(0, members).Select(_ => new GrounderNet(nouns.Length))];
        if (start is not null)
            Load(start, nets, mean, deviation);
        using (new FinalizerGate())
            Parallel.For(
                0, members, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
                i => Fit(nets[i], training, judged, mean, deviation, epochs, start is null ? Rate : RateToGoOn, line => tell($"network {i + 1}: {line}"), stop));
        Judge(nets, judged, mean, deviation, nouns, tell);
        if (stop.IsCancellationRequested)
            return;
        SafetensorsFile.Write(
            target,
            [("mean", mean), ("deviation", deviation), .. nets.SelectMany((net, i) => net.named_parameters().Select(p => ($"{i}.{p.name}", p.parameter.detach().to(ScalarType.Float16))))],
            new Dictionary<string, string>
            {
                ["nouns"] = string.Join(',', nouns),
                ["members"] = members.ToString(CultureInfo.InvariantCulture),
                ["temperature"] = Temperature.ToString(CultureInfo.InvariantCulture),
                ["source"] = $"{training.Count} examples from scene seed {GrounderCollector.FirstSeed}, {epochs} epochs{(generatedOnly ? ", generated objects alone" : "")}",
            });
    }

    private static void Load(string start, GrounderNet[] nets, Tensor mean, Tensor deviation)
    {
        using TensorMap map = SafetensorsFile.Read(start);
        mean.copy_(map["mean"]);
        deviation.copy_(map["deviation"]);
        for (int i = 0; i < nets.Length; i++)
        {
            string prefix = $"{i}.";
            StateDict.Load(nets[i], map.Names.Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(n => n[prefix.Length..], n => map[n]), start);
        }
    }

    private static void Fit(GrounderNet net, GrounderData data, GrounderData judged, Tensor mean, Tensor deviation, int epochs, double rate, Action<string> tell, CancellationToken stop)
    {
        using var optimizer = optim.AdamW(net.parameters(), lr: rate, weight_decay: WeightDecay);
        long steps = (data.Count + Batch - 1) / Batch, step = 0;
        for (int epoch = 0; epoch < epochs && !stop.IsCancellationRequested; epoch++)
        {
            net.train();
            using Tensor order = randperm(data.Count);
            double sum = 0;
            for (long k = 0; k < steps; k++)
            {
                using var scope = NewDisposeScope();
                foreach (var group in optimizer.ParamGroups)
                    group.LearningRate = rate * 0.5 * (1 + Math.Cos(Math.PI * step / (steps * epochs)));
                step++;
                (Tensor crops, Tensor numbers, Tensor nouns) = data.Augmented(order.slice(0, k * Batch, Math.Min(data.Count, (k + 1) * Batch), 1));
                Tensor logs = nn.functional.log_softmax(net.forward(crops, Normalized(numbers, mean, deviation) + (randn_like(numbers) * NumberNoise)), 1);
                Tensor value = (logs.gather(1, nouns.unsqueeze(1)).mean() * -(1 - Smoothing)) - (logs.mean() * Smoothing);
                optimizer.zero_grad();
                value.backward();
                optimizer.step();
                sum += value.item<float>();
            }

            if (epoch % 5 == 4 || epoch == epochs - 1)
                tell($"epoch {epoch + 1}/{epochs}: loss {sum / steps:0.000}, right {100 * Right(Scores([net], judged, mean, deviation), judged):0.0} %");
        }
    }

    private static Tensor Normalized(Tensor numbers, Tensor mean, Tensor deviation) => ((numbers - mean) / deviation).clamp(-4, 4);

    private static Tensor Scores(GrounderNet[] nets, GrounderData data, Tensor mean, Tensor deviation, double temperature = 1)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        Tensor sum = zeros(1);
        foreach (GrounderNet net in nets)
        {
            net.eval();
            sum = sum + (nn.functional.softmax(net.forward(data.Crops, Normalized(data.Numbers, mean, deviation)) / temperature, 1) / nets.Length);
        }

        return sum.MoveToOuterDisposeScope();
    }

    private static double Right(Tensor probabilities, GrounderData data) => probabilities.argmax(1).eq(data.Nouns).to(ScalarType.Float32).mean().item<float>();

    private static void Judge(GrounderNet[] nets, GrounderData data, Tensor mean, Tensor deviation, string[] nouns, Action<string> tell)
    {
        foreach (double temperature in (ReadOnlySpan<double>)[0.7, 1, 1.3, 1.6, 2])
        {
            using Tensor p = Scores(nets, data, mean, deviation, temperature);
            double likelihood = p.gather(1, data.Nouns.unsqueeze(1)).clamp_min(1e-6).log().mean().item<float>();
            tell($"temperature {temperature:0.0}: right {100 * Right(p, data):0.0} %, log likelihood {likelihood:0.000}");
        }

        using Tensor q = Scores(nets, data, mean, deviation);
        long[] said = q.argmax(1).data<long>().ToArray(), meant = data.Nouns.data<long>().ToArray();
        foreach (var noun in meant.Select((m, i) => (Meant: m, Said: said[i])).GroupBy(p => p.Meant).OrderBy(g => g.Average(p => p.Said == p.Meant ? 1 : 0)).Take(30))
            tell($"  {nouns[noun.Key]}: {100.0 * noun.Count(p => p.Said == p.Meant) / noun.Count():0} % of {noun.Count()}; taken for {string.Join(", ", noun.Where(p => p.Said != p.Meant).GroupBy(p => p.Said).OrderByDescending(g => g.Count()).Take(4).Select(g => $"{nouns[g.Key]} {g.Count()}"))}");
    }
}
