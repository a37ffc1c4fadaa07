namespace DexGrasp.App.Doctor;

/// <summary>What a check found.</summary>
public enum CheckStatus
{
    /// <summary>It is here and works.</summary>
    Ok,

    /// <summary>It is missing or weak, and DexGrasp runs without it.</summary>
    Warning,

    /// <summary>It is missing or broken, and the simulation needs it.</summary>
    Failed,
}
