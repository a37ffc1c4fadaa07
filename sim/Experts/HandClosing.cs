namespace DexGrasp.Sim.Experts;

/// <summary>How far the hand is closed: one bend for the four fingers and one for the thumb, which stands opposite them.</summary>
/// <param name="FingerRad">Bend of index, middle, ring and little. Unit: rad.</param>
/// <param name="ThumbRad">Bend of the thumb. Unit: rad.</param>
internal readonly record struct HandClosing(double FingerRad, double ThumbRad)
{
    /// <summary>Moves towards another closing, at most so far per joint.</summary>
    /// <param name="goal">Where to.</param>
    /// <param name="maxStepRad">Largest change. Unit: rad.</param>
    internal HandClosing Towards(HandClosing goal, double maxStepRad)
    {
        // Both bends arrive together, so that fingers and thumb meet the object at the same time.
        double largest = Math.Max(Math.Abs(goal.FingerRad - FingerRad), Math.Abs(goal.ThumbRad - ThumbRad));
        double share = largest <= maxStepRad ? 1 : maxStepRad / largest;
        return new HandClosing(FingerRad + (share * (goal.FingerRad - FingerRad)), ThumbRad + (share * (goal.ThumbRad - ThumbRad)));
    }

    /// <summary>Returns the largest difference of the two bends. Unit: rad.</summary>
    internal double DistanceTo(HandClosing other) => Math.Max(Math.Abs(FingerRad - other.FingerRad), Math.Abs(ThumbRad - other.ThumbRad));
}
