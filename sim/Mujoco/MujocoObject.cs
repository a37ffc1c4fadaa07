namespace DexGrasp.Sim.Mujoco;

/// <summary>Kinds of named model elements. The values are those of MuJoCo 2.2.2; the bridge maps them for other versions.</summary>
public enum MujocoObject
{
    /// <summary>A rigid body.</summary>
    Body = 1,

    /// <summary>A joint.</summary>
    Joint = 3,

    /// <summary>A geometric shape.</summary>
    Geom = 5,

    /// <summary>A site: a named frame without mass or contact.</summary>
    Site = 6,

    /// <summary>A camera.</summary>
    Camera = 7,

    /// <summary>A light.</summary>
    Light = 8,

    /// <summary>A texture.</summary>
    Texture = 12,

    /// <summary>A material.</summary>
    Material = 13,

    /// <summary>An equality constraint.</summary>
    Equality = 16,

    /// <summary>An actuator.</summary>
    Actuator = 18,

    /// <summary>A sensor.</summary>
    Sensor = 19,

    /// <summary>A keyframe.</summary>
    Key = 23,
}
