namespace DexGrasp.Core.Skills;

/// <summary>Where an object that is too wide to grasp is taken: the predictor's choice (pi_pre of ExDex, arXiv 2503.23120).</summary>
/// <param name="AtWall">At the wall, tilted against it; otherwise at the edge.</param>
/// <param name="GoalM">Where the object's middle has to be pushed to. World frame x, y. Unit: m.</param>
public readonly record struct FlatObjectRoute(bool AtWall, (double X, double Y) GoalM)
{
    // The hand's tips and the wall's unevenness leave this between object and wall. Unit: m.
    private const double WallGapM = 0.008;

    // Where along edge and wall both grasps are learned, to either side of the board's middle. Unit: m.
    private const double GraspedHalfX = 0.03;

    /// <summary>Returns the way over the edge.</summary>
    /// <param name="x">Where the object is; it is pushed straight, unless that would end where it is not grasped. World frame. Unit: m.</param>
    /// <param name="halfYM">Half the object's extent across the edge. Unit: m.</param>
    /// <param name="overhangM">How far it has to reach out. Unit: m.</param>
    public static FlatObjectRoute OverEdge(double x, double halfYM, double overhangM) => new(false, (Straight(x), Board.EdgeY + overhangM - halfYM));

    /// <summary>Returns the way to the wall.</summary>
    /// <param name="x">As in <see cref="OverEdge"/>. World frame. Unit: m.</param>
    /// <param name="halfYM">Half the object's extent across the wall. Unit: m.</param>
    public static FlatObjectRoute ToWall(double x, double halfYM) => new(true, (Straight(x), Board.WallY + halfYM + WallGapM));

    private static double Straight(double x) => Math.Clamp(x, Board.MiddleX - GraspedHalfX, Board.MiddleX + GraspedHalfX);
}
