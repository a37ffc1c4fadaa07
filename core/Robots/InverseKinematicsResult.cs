namespace DexGrasp.Core.Robots;

/// <summary>What an inverse-kinematics search found.</summary>
/// <param name="Success">Whether both errors are within tolerance.</param>
/// <param name="PositionErrorM">Distance between wanted and found grasp centre. Unit: m.</param>
/// <param name="RotationErrorRad">Angle between wanted and found tool; without the turn about the tool axis where that was free. Unit: rad.</param>
/// <param name="LimitMarginRad">Distance of the nearest arm joint to its limit. Unit: rad.</param>
/// <param name="Manipulability">Root of det(J J^T) of the 6 x 7 Jacobian (Yoshikawa 1985); near 0 the arm is singular. Unit: m^3.</param>
/// <param name="Iterations">Damped-least-squares steps made.</param>
public readonly record struct InverseKinematicsResult(
    bool Success, double PositionErrorM, double RotationErrorRad, double LimitMarginRad, double Manipulability, int Iterations);
