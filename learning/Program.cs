using DexGrasp.Learning.Cli;

return await CommandLine.RunAsync(args, Console.Out, Console.Error, CancellationToken.None);
