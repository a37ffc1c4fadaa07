namespace DexGrasp.Planner.Language;

/// <summary>A fixed thing that an instruction may name and that is never grasped.</summary>
public enum Landmark
{
    /// <summary>None: the expression means an object.</summary>
    None,

    /// <summary>The tray into which objects are placed.</summary>
    Tray,

    /// <summary>The table.</summary>
    Table,

    /// <summary>The robot.</summary>
    Robot,

    /// <summary>The person behind the head camera.</summary>
    Viewer,
}
