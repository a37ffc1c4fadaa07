namespace DexGrasp.Core.Skills;

/// <summary>Rules that choose where an object is taken; what to compare a predictor with.</summary>
public static class FlatObjectRoutes
{
    /// <summary>How far over the edge the object is pushed, where it is wide enough. Unit: m.</summary>
    public const double OverhangM = 0.06;

    // So much of it at least stays between its middle and the edge. Unit: m.
    private const double BalanceM = 0.022;

    /// <summary>Returns the way over the edge.</summary>
    /// <param name="view">What is known.</param>
    public static FlatObjectRoute Edge(FlatObjectView view) =>
        FlatObjectRoute.OverEdge(view.WorldFromObject.Translation.X, view.HalfSize.Y, Math.Min(OverhangM, view.HalfSize.Y - BalanceM));

    /// <summary>Returns the way to the wall.</summary>
    /// <param name="view">What is known.</param>
    public static FlatObjectRoute Wall(FlatObjectView view) => FlatObjectRoute.ToWall(view.WorldFromObject.Translation.X, view.HalfSize.Y);

    /// <summary>Returns the shorter way.</summary>
    /// <param name="view">What is known.</param>
    public static FlatObjectRoute Nearest(FlatObjectView view)
    {
        FlatObjectRoute edge = Edge(view), wall = Wall(view);
        double y = view.WorldFromObject.Translation.Y;
        return Math.Abs(edge.GoalM.Y - y) < Math.Abs(wall.GoalM.Y - y) ? edge : wall;
    }
}
