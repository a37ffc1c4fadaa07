namespace DexGrasp.Planner.Vlm;

/// <summary>In which numbers a model writes boxes. It is a property of the model and cannot be told from an answer.</summary>
public enum BoxConvention
{
    /// <summary>Pixels of the picture that was sent, as Qwen2.5-VL writes them.</summary>
    Pixels,

    /// <summary>0 to 1000 along both sides, as Qwen3-VL and many others write them.</summary>
    Thousand,
}
