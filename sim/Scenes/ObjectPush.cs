using DexGrasp.Core.Geometry;
using DexGrasp.Core.Robots;
using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Scenes;

/// <summary>Pushes an object aside once, level and without turning it, within 0.2 to 0.5 s. One thread at a time; the same generator gives the same push.</summary>
/// <param name="world">Is not stepped here.</param>
/// <param name="target">Index of the object.</param>
/// <param name="random">Draws duration, direction and distance.</param>
/// <param name="leastM">Shortest way. Unit: m.</param>
/// <param name="mostM">Longest way. Unit: m.</param>
public sealed class ObjectPush(SimulatedWorld world, int target, Random random, double leastM, double mostM)
{
    private const int Draws = 24;
    private const double RoomM = 0.015;
    private const double RimM = 0.02;
    // What friction takes off between two ticks.
    private const double FrictionMPerS = 0.04;
    private TimeSpan _begun;
    private TimeSpan _lasts;
    private Vector3d _from, _path;

    /// <summary>Draws a way that stays in the area, to where there is room if one of the draws leads there.</summary>
    /// <returns>How much room there is beyond what is needed; below 0 the object will push others along. Minus infinity without a way inside the area. Unit: m.</returns>
    public double Aim()
    {
        _lasts = TimeSpan.FromSeconds(random.Within(0.2, 0.5));
        Vector3d from = world.WorldFromObject(target).Translation, best = Vector3d.Zero;
        double most = double.NegativeInfinity;
        for (int draw = 0; draw < Draws && most <= 0; draw++)
        {
            double angle = random.Within(0, 2 * Math.PI), distance = random.Within(leastM, mostM);
            var path = new Vector3d(distance * Math.Cos(angle), distance * Math.Sin(angle), 0);
            if (IsInside(from + path) && Room(from + path) is var room && room > most)
                (most, best) = (room, path);
        }

        _path = best;
        return most;
    }

    /// <summary>Begins to push along the way that <see cref="Aim"/> drew.</summary>
    public void Begin() => (_begun, _from) = (world.Now, world.WorldFromObject(target).Translation);

    /// <summary>Returns how far the object is from where the push began, without height. Unit: m.</summary>
    public double MovedM() => ((world.WorldFromObject(target).Translation - _from) with { Z = 0 }).Length;

    /// <summary>Pushes for one more tick; stops at the end of the way, or once the hand has the object.</summary>
    /// <returns>False when it is over.</returns>
    public bool Tick()
    {
        double share = (world.Now - _begun) / _lasts;
        if (share >= 1 || MovedM() >= _path.Length || world.HandForceN(target) > 0.3)
        {
            world.PushObject(target, Vector3d.Zero);
            return false;
        }

        double speed = _path.Length / _lasts.TotalSeconds * (1 - Math.Cos(2 * Math.PI * share));
        world.PushObject(target, _path.Normalized() * (speed + FrictionMPerS));
        return true;
    }

    private bool IsInside(Vector3d to)
    {
        Workcell cell = world.Workcell;
        return Math.Abs(to.X - cell.AreaCenter.X) < (cell.AreaSizeX / 2) - RimM && Math.Abs(to.Y - cell.AreaCenter.Y) < (cell.AreaSizeY / 2) - RimM;
    }

    private double Room(Vector3d to)
    {
        double room = double.MaxValue;
        for (int other = 0; other < world.Objects.Count; other++)
            if (other != target)
                room = Math.Min(room, ((world.WorldFromObject(other).Translation - to) with { Z = 0 }).Length - Radius(other) - Radius(target) - RoomM);
        return room;
    }

    private double Radius(int index)
    {
        (Vector3d low, Vector3d high) = world.Objects[index].Spec.Bounds();
        return Math.Min(0.08, 0.5 * ((high - low) with { Z = 0 }).Length);
    }
}
