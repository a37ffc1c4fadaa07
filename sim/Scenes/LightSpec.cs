using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Scenes;

/// <summary>One light.</summary>
/// <param name="PositionM">Where it is; for a directional light only the direction to the target counts. World frame. Unit: m.</param>
/// <param name="TargetM">What it points at. World frame. Unit: m.</param>
/// <param name="Colour">Its colour.</param>
/// <param name="Strength">Factor on the colour. Range: [0, 1].</param>
/// <param name="Directional">Parallel light as from a window, otherwise a lamp.</param>
/// <param name="CastsShadow">Whether it casts shadows.</param>
/// <param name="Motion">How it moves, or nothing for a light at rest. A light that moves is a lamp.</param>
public sealed record LightSpec(
    Vector3d PositionM, Vector3d TargetM, Colour Colour, double Strength, bool Directional, bool CastsShadow, LightMotion? Motion = null)
{
    /// <summary>Returns position and colour at a time. A function of nothing else, so that pictures repeat.</summary>
    /// <param name="time">Simulated time.</param>
    public (Vector3d PositionM, Colour Diffuse) At(TimeSpan time)
    {
        Vector3d position = PositionM;
        Colour colour = Colour;
        if (Motion is { } motion)
        {
            (double sine, double cosine) = Math.SinCos(2 * Math.PI * time.TotalSeconds / motion.PeriodS);
            position += new Vector3d(motion.RadiusM * cosine, motion.RadiusM * sine, 0);
            if (motion.ColourPeriodS > 0)
                colour = Turned(colour, time.TotalSeconds / motion.ColourPeriodS);
        }

        return (position, new Colour(colour.Red * Strength, colour.Green * Strength, colour.Blue * Strength));
    }

    // Turns the hue by moving the three channels round one after another; brightness stays about the same.
    private static Colour Turned(Colour colour, double turns)
    {
        double phase = (turns - Math.Floor(turns)) * 3;
        int step = (int)phase;
        double part = phase - step;
        Colour from = Rotated(colour, step), to = Rotated(colour, step + 1);
        return new Colour(Mix(from.Red, to.Red), Mix(from.Green, to.Green), Mix(from.Blue, to.Blue));

        double Mix(double a, double b) => a + ((b - a) * part);
    }

    private static Colour Rotated(Colour c, int step) => (step % 3) switch
    {
        0 => c,
        1 => new Colour(c.Blue, c.Red, c.Green),
        _ => new Colour(c.Green, c.Blue, c.Red),
    };
}
