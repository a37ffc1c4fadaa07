using System.Runtime.CompilerServices;
using static TorchSharp.torch;

// libtorch has one random generator and one number of threads for the whole process.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace DexGrasp.Tests.Learning;

internal static class TestSetup
{
    [ModuleInitializer]
    internal static void UseOneThread() => set_num_threads(1);
}
