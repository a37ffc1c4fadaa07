using System.Globalization;
using System.Xml.Linq;
using DexGrasp.Core.Robots;

namespace DexGrasp.App.WebConsole;

/// <summary>Reads bodies and shapes out of the robot's model in MuJoCo's format.</summary>
/// <param name="model">The model.</param>
/// <param name="robot">Whose joints turn the bodies.</param>
internal sealed class RobotShapes(XElement model, RobotModel robot)
{
    private static readonly double[] TableColour = [0.62, 0.55, 0.46];

    private readonly Dictionary<string, XElement?> _classes = model.Element("default")!.Descendants("default")
        .ToDictionary(d => (string)d.Attribute("class")!, d => d.Element("geom"));

    private readonly Dictionary<string, (string Leader, double Ratio)> _followers = model.Element("equality")!.Elements("joint").ToDictionary(
        j => (string)j.Attribute("joint1")!, j => ((string)j.Attribute("joint2")!, Numbers(j, "polycoef")![1]));

    private readonly List<RobotView.Body> _bodies = [];

    /// <summary>Returns all bodies; a parent stands before its children.</summary>
    public IReadOnlyList<RobotView.Body> Read()
    {
        Add(model.Element("worldbody")!, -1, null);
        return _bodies;
    }

    private static double[]? Numbers(XElement element, string attribute) => (string?)element.Attribute(attribute) is { } text
        ? [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => double.Parse(n, CultureInfo.InvariantCulture))]
        : null;

    private void Add(XElement body, int parent, string? inherited)
    {
        string? own = (string?)body.Attribute("childclass") ?? inherited;
        int index = _bodies.Count;
        XElement? joint = body.Element("joint");
        (int source, double ratio) = joint is null ? (-1, 0) : SourceOf((string)joint.Attribute("name")!);
        _bodies.Add(new RobotView.Body(
            parent, Numbers(body, "pos") ?? [0, 0, 0], Numbers(body, "quat") ?? [1, 0, 0, 0], joint is null ? null : Numbers(joint, "axis"), source, ratio,
            [.. body.Elements("geom").Select(g => ShapeOf(g, own)).OfType<RobotView.Shape>()]));
        foreach (XElement child in body.Elements("body"))
            Add(child, index, own);
    }

    private (int Source, double Ratio) SourceOf(string joint)
    {
        (string leader, double ratio) = _followers.TryGetValue(joint, out (string, double) followed) ? followed : (joint, 1);
        return (robot.JointNames.ToList().IndexOf(leader), ratio);
    }

    private RobotView.Shape? ShapeOf(XElement geom, string? inherited)
    {
        string kind = Attribute(geom, inherited, "type") ?? "sphere";
        if (kind is not ("box" or "capsule" or "cylinder"))
            return null;
        double[] size = Numbers(geom, "size")!;
        double[] colour = Attribute(geom, inherited, "rgba") is { } rgba
            ? [.. rgba.Split(' ').Take(3).Select(n => double.Parse(n, CultureInfo.InvariantCulture))]
            : TableColour;
        if (kind == "box")
            return new RobotView.Shape(kind, Numbers(geom, "pos") ?? [0, 0, 0], size, 0, colour);
        double[] ends = Numbers(geom, "fromto")!;
        return new RobotView.Shape(kind, ends[..3], ends[3..], size[0], colour);
    }

    // A geom's own attribute, else that of its class, else that of the class of its body.
    private string? Attribute(XElement geom, string? inherited, string name)
    {
        string? of = (string?)geom.Attribute("class");
        return (string?)geom.Attribute(name)
            ?? (of is null ? null : (string?)_classes[of]?.Attribute(name))
            ?? (inherited is null ? null : (string?)_classes[inherited]?.Attribute(name));
    }
}
