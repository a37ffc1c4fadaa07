namespace DexGrasp.Core.Geometry;

/// <summary>A point or direction in double precision. Unit: m for points, 1 for directions, unless a member says otherwise.</summary>
/// <param name="X">First component: forward in body frames (REP-103), right in optical frames.</param>
/// <param name="Y">Second component: left in body frames, down in optical frames.</param>
/// <param name="Z">Third component: up in body frames, forward in optical frames.</param>
public readonly record struct Vector3d(double X, double Y, double Z)
{
    /// <summary>The origin.</summary>
    public static Vector3d Zero => default;

    /// <summary>Gets the Euclidean length. Unit: that of the components.</summary>
    public double Length => Math.Sqrt(Dot(this, this));

    /// <summary>Adds component by component.</summary>
    public static Vector3d operator +(Vector3d a, Vector3d b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    /// <summary>Subtracts component by component.</summary>
    public static Vector3d operator -(Vector3d a, Vector3d b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    /// <summary>Negates every component.</summary>
    public static Vector3d operator -(Vector3d a) => new(-a.X, -a.Y, -a.Z);

    /// <summary>Scales every component.</summary>
    public static Vector3d operator *(Vector3d a, double s) => new(a.X * s, a.Y * s, a.Z * s);

    /// <summary>Scales every component.</summary>
    public static Vector3d operator *(double s, Vector3d a) => a * s;

    /// <summary>Divides every component.</summary>
    public static Vector3d operator /(Vector3d a, double s) => a * (1 / s);

    /// <summary>Returns the scalar product.</summary>
    public static double Dot(Vector3d a, Vector3d b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);

    /// <summary>Returns the right-handed vector product.</summary>
    public static Vector3d Cross(Vector3d a, Vector3d b) =>
        new((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));

    /// <summary>Returns the vector of length 1 in the same direction; the zero vector stays zero.</summary>
    public Vector3d Normalized()
    {
        double length = Length;
        return length > 0 ? this / length : this;
    }
}
