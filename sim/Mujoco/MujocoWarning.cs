namespace DexGrasp.Sim.Mujoco;

/// <summary>What MuJoCo warns of while stepping. After the three kinds with <c>Bad</c> state numbers it silently resets the state.</summary>
public enum MujocoWarning
{
    /// <summary>The inertia matrix is nearly singular.</summary>
    Inertia,

    /// <summary>The contact list is full; contacts were left out.</summary>
    ContactsFull,

    /// <summary>The constraint list is full; constraints were left out.</summary>
    ConstraintsFull,

    /// <summary>The list of shapes to draw is full.</summary>
    ShapesFull,

    /// <summary>A position is not finite or huge; the state was reset.</summary>
    BadPosition,

    /// <summary>A velocity is not finite or huge; the state was reset.</summary>
    BadVelocity,

    /// <summary>An acceleration is not finite or huge; the state was reset.</summary>
    BadAcceleration,

    /// <summary>A control is not finite or huge; all controls were taken as zero.</summary>
    BadControl,
}
