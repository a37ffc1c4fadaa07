namespace DexGrasp.Core.Geometry;

/// <summary>
/// A rotation in three dimensions, kept as a unit quaternion. The component order shows only at the edges
/// (<see cref="FromWxyz"/>, <see cref="ToWxyz"/>); <c>a * b</c> applies <c>b</c> first, as matrices do.
/// </summary>
/// <remarks>The default value is the identity, so that an unset transform is harmless.</remarks>
public readonly struct Rotation : IEquatable<Rotation>
{
    // Stored as (w - 1, x, y, z) so that default(Rotation) is the identity.
    private readonly double _wMinusOne;
    private readonly double _x;
    private readonly double _y;
    private readonly double _z;

    private Rotation(double w, double x, double y, double z)
    {
        _wMinusOne = w - 1;
        _x = x;
        _y = y;
        _z = z;
    }

    private double W => _wMinusOne + 1;

    /// <summary>The rotation that changes nothing.</summary>
    public static Rotation Identity => default;

    /// <summary>Makes a rotation from a quaternion in MuJoCo's order w, x, y, z; it is normalised.</summary>
    /// <exception cref="ArgumentException">All four components are zero or one is not finite.</exception>
    public static Rotation FromWxyz(double w, double x, double y, double z)
    {
        double norm = Math.Sqrt((w * w) + (x * x) + (y * y) + (z * z));
        if (!double.IsFinite(norm) || norm < 1e-12)
            throw new ArgumentException($"Quaternion (w {w}, x {x}, y {y}, z {z}) has norm {norm}; a finite norm above 1e-12 is needed.");
        return new Rotation(w / norm, x / norm, y / norm, z / norm);
    }

    /// <summary>Makes the right-handed rotation about an axis.</summary>
    /// <param name="axis">Direction; any length above zero.</param>
    /// <param name="angleRad">Unit: rad.</param>
    public static Rotation FromAxisAngle(Vector3d axis, double angleRad)
    {
        Vector3d n = axis.Normalized() * Math.Sin(angleRad / 2);
        return FromWxyz(Math.Cos(angleRad / 2), n.X, n.Y, n.Z);
    }

    /// <summary>Makes the rotation whose matrix has these columns: the images of the x, y and z axes.</summary>
    /// <param name="x">Image of the x axis, length 1.</param>
    /// <param name="y">Image of the y axis, length 1, square to <paramref name="x"/>.</param>
    /// <param name="z">Image of the z axis: the vector product of the two.</param>
    public static Rotation FromColumns(Vector3d x, Vector3d y, Vector3d z)
    {
        double trace = x.X + y.Y + z.Z;
        if (trace > 0)
        {
            double s = 2 * Math.Sqrt(trace + 1);
            return FromWxyz(s / 4, (y.Z - z.Y) / s, (z.X - x.Z) / s, (x.Y - y.X) / s);
        }

        if (x.X > y.Y && x.X > z.Z)
        {
            double s = 2 * Math.Sqrt(1 + x.X - y.Y - z.Z);
            return FromWxyz((y.Z - z.Y) / s, s / 4, (y.X + x.Y) / s, (z.X + x.Z) / s);
        }

        if (y.Y > z.Z)
        {
            double s = 2 * Math.Sqrt(1 + y.Y - x.X - z.Z);
            return FromWxyz((z.X - x.Z) / s, (y.X + x.Y) / s, s / 4, (z.Y + y.Z) / s);
        }

        double t = 2 * Math.Sqrt(1 + z.Z - x.X - y.Y);
        return FromWxyz((x.Y - y.X) / t, (z.X + x.Z) / t, (z.Y + y.Z) / t, t / 4);
    }

    /// <summary>Applies <paramref name="b"/> first, then <paramref name="a"/>.</summary>
    public static Rotation operator *(Rotation a, Rotation b) => FromWxyz(
        (a.W * b.W) - (a._x * b._x) - (a._y * b._y) - (a._z * b._z),
        (a.W * b._x) + (a._x * b.W) + (a._y * b._z) - (a._z * b._y),
        (a.W * b._y) - (a._x * b._z) + (a._y * b.W) + (a._z * b._x),
        (a.W * b._z) + (a._x * b._y) - (a._y * b._x) + (a._z * b.W));

    /// <summary>Rotates a vector.</summary>
    public static Vector3d operator *(Rotation r, Vector3d v)
    {
        var u = new Vector3d(r._x, r._y, r._z);
        Vector3d t = 2 * Vector3d.Cross(u, v);
        return v + (r.W * t) + Vector3d.Cross(u, t);
    }

    /// <summary>Compares component by component; q and -q differ.</summary>
    public static bool operator ==(Rotation a, Rotation b) => a.Equals(b);

    /// <summary>Compares component by component; q and -q differ.</summary>
    public static bool operator !=(Rotation a, Rotation b) => !a.Equals(b);

    /// <summary>Returns the rotation that undoes this one.</summary>
    public Rotation Inverse() => new(W, -_x, -_y, -_z);

    /// <summary>Returns the quaternion in MuJoCo's order w, x, y, z. Norm: 1.</summary>
    public (double W, double X, double Y, double Z) ToWxyz() => (W, _x, _y, _z);

    /// <summary>Returns the rotation vector: axis times angle, angle in [0, pi]. Unit: rad.</summary>
    public Vector3d ToRotationVector()
    {
        double sign = W < 0 ? -1 : 1;
        var u = new Vector3d(_x, _y, _z) * sign;
        double sine = u.Length;
        return sine < 1e-12 ? u * 2 : u * (2 * Math.Atan2(sine, W * sign) / sine);
    }

    /// <summary>Returns the angle between two rotations. Unit: rad. Range: [0, pi].</summary>
    public double AngleTo(Rotation other) => (Inverse() * other).ToRotationVector().Length;

    /// <inheritdoc/>
    public bool Equals(Rotation other) =>
        _wMinusOne == other._wMinusOne && _x == other._x && _y == other._y && _z == other._z;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Rotation other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_wMinusOne, _x, _y, _z);

    /// <inheritdoc/>
    public override string ToString() => $"(w {W:0.####}, x {_x:0.####}, y {_y:0.####}, z {_z:0.####})";
}
