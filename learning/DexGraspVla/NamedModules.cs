using static TorchSharp.torch;

namespace DexGrasp.Learning.DexGraspVla;

/// <summary>A level in the official parameter names that computes nothing itself.</summary>
internal sealed class NamedModules : nn.Module
{
    public NamedModules(params (string Name, nn.Module Module)[] children)
        : base(nameof(NamedModules))
    {
        foreach ((string name, nn.Module module) in children)
            register_module(name, module);
    }
}
