using System.Globalization;
using System.Xml.Linq;
using DexGrasp.Core.Geometry;

namespace DexGrasp.Sim.Robots;

/// <summary>Small helpers that write MuJoCo's model format: invariant numbers, poses, elements.</summary>
internal static class Mjcf
{
    /// <summary>Makes an element from attribute pairs; pairs whose value is null are left out.</summary>
    public static XElement Element(string name, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        var element = new XElement(name);
        foreach ((string attribute, object? value) in attributes)
            if (value is not null)
                element.SetAttributeValue(attribute, Text(value));
        return element;
    }

    /// <summary>Adds <paramref name="child"/> and returns it.</summary>
    public static XElement Append(this XElement parent, XElement child)
    {
        parent.Add(child);
        return child;
    }

    /// <summary>Writes numbers so that they read back bit for bit.</summary>
    public static string Numbers(params ReadOnlySpan<double> values)
    {
        var parts = new string[values.Length];
        for (int i = 0; i < values.Length; i++)
            parts[i] = values[i].ToString("R", CultureInfo.InvariantCulture);
        return string.Join(' ', parts);
    }

    /// <summary>Writes a point.</summary>
    public static string Point(Vector3d p) => Numbers(p.X, p.Y, p.Z);

    /// <summary>Writes a rotation as MuJoCo's w, x, y, z.</summary>
    public static string Quaternion(Rotation rotation)
    {
        (double w, double x, double y, double z) = rotation.ToWxyz();
        return Numbers(w, x, y, z);
    }

    private static string Text(object value) => value switch
    {
        string s => s,
        double d => Numbers(d),
        int i => i.ToString(CultureInfo.InvariantCulture),
        Vector3d v => Point(v),
        Rotation r => Quaternion(r),
        _ => throw new ArgumentException($"No text form for {value.GetType().Name}."),
    };
}
