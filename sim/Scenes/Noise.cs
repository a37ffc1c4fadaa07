namespace DexGrasp.Sim.Scenes;

/// <summary>Smooth value noise from an integer hash: the same everywhere and always.</summary>
internal static class Noise
{
    /// <summary>Returns a number that looks random but depends on the three alone. Range: [0, 1).</summary>
    public static double Hash(int x, int y, int salt)
    {
        uint h = unchecked(((uint)x * 0x9E3779B1) ^ ((uint)y * 0x85EBCA77) ^ ((uint)salt * 0xC2B2AE3D));
        h = unchecked((h ^ (h >> 15)) * 0x2C1B3C6D);
        h = unchecked((h ^ (h >> 12)) * 0x297A2D39);
        return (h ^ (h >> 15)) / 4294967296.0;
    }

    /// <summary>Returns smooth noise with features of size 1. Range: [0, 1).</summary>
    public static double At(double x, double y)
    {
        int ix = (int)Math.Floor(x), iy = (int)Math.Floor(y);
        double fx = Ease(x - ix), fy = Ease(y - iy);
        double top = Lerp(Hash(ix, iy, 0), Hash(ix + 1, iy, 0), fx), bottom = Lerp(Hash(ix, iy + 1, 0), Hash(ix + 1, iy + 1, 0), fx);
        return Lerp(top, bottom, fy);
    }

    /// <summary>Returns a sum of ever finer and weaker noise. Range: [0, 1).</summary>
    public static double Sum(double x, double y, int octaves)
    {
        double sum = 0, weight = 0.5, total = 0;
        for (int i = 0; i < octaves; i++)
        {
            sum += weight * At(x, y);
            total += weight;
            (x, y, weight) = ((x * 2) + 17.1, (y * 2) + 9.7, weight / 2);
        }

        return sum / total;
    }

    private static double Ease(double t) => t * t * (3 - (2 * t));

    private static double Lerp(double a, double b, double t) => a + ((b - a) * t);
}
