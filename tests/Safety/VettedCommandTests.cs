using System.Reflection;
using System.Runtime.CompilerServices;
using DexGrasp.Core.Robots;
using DexGrasp.Safety;
using Xunit;

namespace DexGrasp.Tests.Safety;

public sealed class VettedCommandTests
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    [Fact]
    public void VettedCommand_IsASealedClassWithoutPublicConstructorsOrSetters()
    {
        Type type = typeof(VettedCommand);
        Assert.True(type.IsClass && type.IsSealed);
        Assert.Equal(typeof(object), type.BaseType);
        Assert.All(type.GetConstructors(Everything), c => Assert.True(c.IsAssembly));
        Assert.Empty(type.GetConstructors());
        Assert.All(type.GetProperties(), p => Assert.Null(p.SetMethod));
        Assert.Empty(type.GetFields());
        Assert.DoesNotContain(type.GetMethods(Everything), m => m.Name is "<Clone>$" or "Clone");
        Assert.All(type.GetProperties(), p => Assert.Equal(typeof(ReadOnlySpan<double>), p.PropertyType));
        Assert.Empty(type.GetInterfaces());
    }

    [Fact]
    public void SafetyAssembly_ShowsItsInternalsToItsOwnTestsOnly() => Assert.Equal(
        ["DexGrasp.Tests.Safety"],
        typeof(VettedCommand).Assembly.GetCustomAttributes<InternalsVisibleToAttribute>().Select(a => a.AssemblyName));

    [Fact]
    public void SafetyAssembly_HandsOutCommandsThroughTheGateOnly()
    {
        IEnumerable<string> makers =
            from type in typeof(VettedCommand).Assembly.GetExportedTypes()
            from method in type.GetMethods(Everything | BindingFlags.DeclaredOnly)
            where method.IsPublic && (method.ReturnType == typeof(VettedCommand) || method.GetParameters().Any(p => p.ParameterType == typeof(VettedCommand).MakeByRefType()))
            select $"{type.Name}.{method.Name}";
        Assert.Equal(["SafetyGate.Vet"], makers);
    }

    [Fact]
    public void PositionsRad_IsArmThenHand()
    {
        var command = new VettedCommand();
        for (int i = 0; i < RobotModel.Dof; i++)
            command.Writable[i] = i;
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], command.ArmRad.ToArray());
        Assert.Equal([7, 8, 9, 10, 11, 12], command.HandRad.ToArray());
        Assert.Equal(RobotModel.Dof, command.PositionsRad.Length);
    }
}
