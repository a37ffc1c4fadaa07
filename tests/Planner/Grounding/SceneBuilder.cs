using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Robots;
using DexGrasp.Planner.Grounding;
using DexGrasp.Planner.Language;

namespace DexGrasp.Tests.Planner.Grounding;

/// <summary>Makes views by hand, for tests of choosing that need no pictures.</summary>
internal static class SceneBuilder
{
    public static ViewFrame View { get; } = ViewFrame.Of(Workcell.Reference.Camera("head").MountFromCamera);

    public static SceneView Of(params SeenObject[] objects) => new(1, objects, View);

    /// <summary>Makes an object by how far right and away of the area's middle it stands. Unit: m.</summary>
    public static SeenObject Object(string colour, string category, double rightM, double awayM, double side = 0.06, double height = 0.08)
    {
        var shares = new float[AttributeNames.Colours.Count];
        shares[AttributeNames.Colours.ToList().IndexOf(colour)] = 1;
        var features = new RegionFeatures
        {
            Centre = Workcell.Reference.AreaCenter + (View.Right * rightM) + (View.Away * awayM) + new Vector3d(0, 0, height / 2),
            LengthM = side,
            WidthM = side,
            TopM = height,
            BottomM = 0,
            ColourShares = shares,
            Lightness = 50,
            Roundness = 0.9,
            Handle = 0,
            Shape = new float[RegionFeatures.ShapeCount],
        };
        return new SeenObject(new BoundingBox(0, 0, 10, 10), new Mask(1, 1, [1]), features, null, category, $"{colour} {category}", new Dictionary<string, double> { [category] = 0.9 });
    }
}
