using DexGrasp.Controller.Grasping;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Skills;

/// <summary>Judges after lifting whether something is in the hand.</summary>
internal static class GripCheck
{
    private const double MinGapM = 0.004;
    private const double MinLagRad = 0.05;

    /// <summary>
    /// Something is held when the thumb and at least one finger are kept from reaching their commands and stay apart; a hand that
    /// closed on air has followed its commands or its tips have met.
    /// </summary>
    public static bool Holds(RobotState state)
    {
        ReadOnlySpan<double> measured = state.PositionsRad.Span[RobotModel.ArmDof..];
        ReadOnlySpan<double> commanded = state.CommandedRad.Span[RobotModel.ArmDof..];
        int pressing = 0;
        for (int i = 2; i < RobotModel.HandDof; i++)
            pressing += commanded[i] - measured[i] > MinLagRad ? 1 : 0;
        return pressing > 0 && HandGeometry.GapM(measured) > MinGapM;
    }
}
