using DexGrasp.Core.Geometry;
using DexGrasp.Sim.Data;
using DexGrasp.Sim.Objects;

namespace DexGrasp.Sim.Tasks.Retrieval;

/// <summary>Reads <see cref="RetrievalRanges"/> from JSON; <c>sim/Data/retrieval.json</c> is the example.</summary>
public static class RetrievalRangesReader
{
    private const double MinSizeM = 0.01, MaxSizeM = 0.2;

    /// <summary>Reads text.</summary>
    /// <param name="json">The file's text.</param>
    /// <param name="file">Name for complaints.</param>
    /// <exception cref="DataFileException">It cannot be used; the message names file, field, value and allowed range.</exception>
    public static RetrievalRanges Parse(string json, string file)
    {
        JsonField root = JsonField.Parse(json, file).RequireFields("targets", "clutter", "density_kg_per_m3", "mass_kg", "mass_factor", "friction",
            "servo_gain", "damping", "joint_noise_rad", "target_noise_m", "max_delay_steps");
        JsonField targets = root.Get("targets").RequireFields("seen", "unseen", "unseen_large"), clutter = root.Get("clutter").RequireFields("seen", "unseen");
        return new RetrievalRanges
        {
            SeenTargets = Shapes(targets.Get("seen")),
            UnseenTargets = Shapes(targets.Get("unseen")),
            UnseenLargeTargets = Shapes(targets.Get("unseen_large")),
            SeenClutter = Shapes(clutter.Get("seen")),
            UnseenClutter = Shapes(clutter.Get("unseen")),
            DensityKgPerM3 = root.Get("density_kg_per_m3").Range(50, 8000, "kg/m^3"),
            MassKg = root.Get("mass_kg").Range(0.005, 2, "kg"),
            MassFactor = root.Get("mass_factor").Range(0.1, 10),
            Friction = root.Get("friction").Range(0.1, 2),
            ServoGain = root.Get("servo_gain").Range(0.5, 2),
            Damping = root.Get("damping").Range(0.5, 2),
            JointNoiseRad = root.Get("joint_noise_rad").Number(0, 0.2, "rad"),
            TargetNoiseM = root.Get("target_noise_m").Number(0, 0.1, "m"),
            MaxDelaySteps = root.Get("max_delay_steps").Integer(0, 1),
            Source = json,
        };
    }

    private static ShapeRange[] Shapes(JsonField field) => [.. field.List(1, 50).Select(Shape)];

    private static ShapeRange Shape(JsonField field)
    {
        field.RequireFields("shape", "low_m", "high_m");
        JsonField name = field.Get("shape");
        PartShape shape = name.Text(20) switch
        {
            "box" => PartShape.Box,
            "cylinder" => PartShape.Cylinder,
            "capsule" => PartShape.Capsule,
            "ellipsoid" => PartShape.Ellipsoid,
            _ => throw name.Bad($"{name.Shown()} given; allowed: box, cylinder, capsule, ellipsoid."),
        };
        int numbers = shape is PartShape.Box or PartShape.Ellipsoid ? 3 : 2;
        Vector3d low = Size(field.Get("low_m"), numbers), high = Size(field.Get("high_m"), numbers);
        if (high.X < low.X || high.Y < low.Y || high.Z < low.Z)
            throw field.Get("high_m").Bad($"{field.Get("high_m").Shown()} given; no number may be below that of low_m.");
        if (shape == PartShape.Capsule && low.Y <= high.X)
            throw field.Get("low_m").Bad($"{low.Y} m given as least length; it must exceed the largest diameter, {high.X} m.");
        return new ShapeRange(shape, low, high);
    }

    private static Vector3d Size(JsonField field, int numbers)
    {
        JsonField[] parts = field.List(numbers, numbers);
        return new Vector3d(parts[0].Number(MinSizeM, MaxSizeM, "m"), parts[1].Number(MinSizeM, MaxSizeM, "m"), numbers == 3 ? parts[2].Number(MinSizeM, MaxSizeM, "m") : 0);
    }
}
