using System.CommandLine;
using DexGrasp.App.Evaluation.Grasp;
using DexGrasp.App.Operators;
using DexGrasp.App.Policies;
using DexGrasp.App.Robots;
using DexGrasp.App.Running;
using DexGrasp.App.Simulation;
using DexGrasp.Controller.Perception;
using DexGrasp.Core.Robots;
using DexGrasp.Drivers.Mqtt;
using DexGrasp.Planner.Language;
using DexGrasp.Planner.Operators;
using DexGrasp.Planner.Voice;
using DexGrasp.Sim.Scenes;

namespace DexGrasp.App.Cli;

/// <summary><c>dexgrasp operator</c>: a robot by text and voice.</summary>
internal static class OperatorCommandLine
{
    private const int PictureRateHz = 10;
    private static readonly TimeSpan FirstState = TimeSpan.FromSeconds(3);

    public static Command Create()
    {
        Option<string> robot = SharedOptions.Robot();
        Option<string?> broker = SharedOptions.Broker("the robot card's is used");
        var token = new Option<FileInfo?>("--token-file") { Description = "file with the operator's token, which clears a stop", HelpName = "FILE" };
        var simulate = new Option<bool>("--simulate") { Description = "start a simulated robot, its driver host and a run process in this process" };
        Option<int> seed = SharedOptions.Seed(), count = SharedOptions.Ranged("--count", 5, 1, 25, "objects on the simulated table", "N");
        var wait = new Option<bool>("--wait") { Description = "at the end of the input, wait until the task has ended: for scripts" };
        var voice = new Option<bool>("--voice") { Description = "listen to the microphone as well (no emergency stop, docs/operator.md)" };
        var microphone = new Option<bool>("--microphone") { Description = "the same as --voice" };
        var wav = new Option<FileInfo?>("--wav") { Description = "take spoken words from a WAV file first: 16 bit, one channel", HelpName = "FILE" };
        var push = new Option<bool>("--push-to-talk") { Description = "listen only from the line \"talk\" to the next Enter" };
        var url = new Option<Uri?>("--transcribe-url") { Description = "have speech recognised by a server with /v1/audio/transcriptions", HelpName = "URL" };
        var command = new Command("operator", "tell a robot what to do, by text and voice; motions are read back and confirmed. It is no emergency stop.")
        {
            robot, broker, token, simulate, seed, count, wait, voice, microphone, wav, push, url,
        };
        command.SetAction(async (parsed, stop) =>
        {
            RobotCard card = RobotCard.Load(parsed.GetValue(robot)!);
            short[]? sound = parsed.GetValue(wav) is { } file ? WavFile.Read(file.FullName) : null;
            Uri? server = CheckUrl(parsed.GetValue(url));
            bool listens = parsed.GetValue(voice) || parsed.GetValue(microphone) || parsed.GetValue(push);
            await using SimulatedRun? simulation = parsed.GetValue(simulate) ? await StartAsync(parsed.GetValue(seed), parsed.GetValue(count), stop) : null;
            string secret = simulation?.OperatorToken ?? (parsed.GetValue(token) is { } secretFile ? TokenFile.Read("--token-file", secretFile) : "");
            BrokerAddress address = simulation?.Broker ?? SharedOptions.ParseBroker(parsed.GetValue(broker)) ?? card.Address;
            bool isTerminal = !Console.IsInputRedirected && !Console.IsOutputRedirected;
            var editor = isTerminal ? new LineEditor(new WordCompletion(Vocabulary.BuiltIn, CommandPhrases.English)) : null;
            TextWriter output = TextWriter.Synchronized(parsed.InvocationConfiguration.Output);
            Action<string> tell = editor is null ? output.WriteLine : editor.Tell;
            await using MqttOperatorRobot link = await MqttOperatorRobot.ConnectAsync(address, card.Robot, secret, PartitionModel.BuiltIn, stop);
            var dialogue = new OperatorDialogue(IntentParser.BuiltIn);
            await using var session = new OperatorSession(link, dialogue, TimeProvider.System, tell);
            tell($"{card.Robot.Name} on MQTT at {address}. Say help for what I understand, quit to leave. This is no emergency stop.");
            await link.WaitForStateAsync(FirstState, stop);
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
            using VoiceInput? ears = listens || sound is not null ? new VoiceInput(session, server is null ? null : new TranscriptionClient(http, server), tell) : null;
            if (sound is not null)
                await HearAsync(ears!, session, sound, parsed.GetValue(wav)!.Name, tell);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
            if (ears is not null)
                ears.IsOpen = !parsed.GetValue(push);
            Task listening = listens ? ListenAsync(ears!, tell, end.Token) : Task.CompletedTask;
            try
            {
                using Stream input = Console.OpenStandardInput();
                var lines = new BoundedLines(input);
                var chat = new OperatorChat(session, ears, tell) { PushToTalk = parsed.GetValue(push) };
                await chat.RunAsync(editor is null ? lines.ReadAsync : async ct => await editor.ReadAsync(ct), inOrder: editor is null, stop);
                await session.SettleAsync();
                while (parsed.GetValue(wait) && session.HasTask)
                    await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, stop);
            }
            finally
            {
                await end.CancelAsync();
                await listening;
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static Task<SimulatedRun> StartAsync(int seed, int count, CancellationToken stop)
    {
        SceneInput input = SceneInput.Load(SceneInput.TrainingSet, "default");
        SettledScene scene = new SceneFactory().Make(input.Scene.WithCount(count), input.Objects, seed);
        return SimulatedRun.StartAsync(scene, PolicyChoice.Read(GraspSuite.Classical, Rm75.Model, GraspSuite.Classical), PictureRateHz, stop);
    }

    private static async Task HearAsync(VoiceInput ears, OperatorSession session, short[] sound, string name, Action<string> tell)
    {
        const int Step = WavFile.Rate / 50;
        for (int at = 0; at < sound.Length; at += Step)
            ears.Take(sound.AsSpan(at, Math.Min(Step, sound.Length - at)));
        await ears.FinishAsync();
        if (ears.Heard == 0)
            tell($"I heard no speech in {name}; nothing was done.");
        await session.SettleAsync();
    }

    private static async Task ListenAsync(VoiceInput ears, Action<string> tell, CancellationToken end)
    {
        try
        {
            await foreach (short[] some in MicrophoneSound.ReadAsync(end).ConfigureAwait(false))
                ears.Take(some);
        }
        catch (VoiceException e)
        {
            tell(e.Message);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The end was asked for.
        }
    }

    private static Uri? CheckUrl(Uri? url) => url is null || (url.IsAbsoluteUri && url.Scheme is "http" or "https")
        ? url
        : throw new UserErrorException($"--transcribe-url '{url}' is no http or https address; nothing was started.", "Example: http://127.0.0.1:8000/v1/audio/transcriptions");
}
