using DexGrasp.Core.Environments;
using DexGrasp.Sim.Tasks.Retrieval;
using DexGrasp.Tests.Sim.Environments;
using Xunit;

namespace DexGrasp.Tests.Sim.Tasks.Retrieval;

public sealed class RetrievalContractTests(FourOccluders scenes) : EnvironmentContract, IClassFixture<FourOccluders>
{
    protected override IEnvironment Make() => new RetrievalEnvironment(scenes.Worlds);

    // A hand that stays above the pile uncovers nothing and loses nothing.
    protected override float[]? Patient(IEnvironment environment, int step) => new float[environment.Spec.ActionSize];
}
