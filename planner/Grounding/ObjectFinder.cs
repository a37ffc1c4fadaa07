using DexGrasp.Core.Geometry;
using DexGrasp.Core.Images;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using DexGrasp.Planner.Language;

namespace DexGrasp.Planner.Grounding;

/// <summary>
/// Finds and names all objects in the head camera's picture, from colour, depth and calibration alone. One call at a
/// time; remembers the last picture, so that asking again about it costs nothing.
/// </summary>
public sealed class ObjectFinder
{
    private const double DescriptionTrust = 0.6;
    private const double KnownOutweighs = 0.5;
    private const double SureEnough = 0.4;
    private const double LikelyEnough = 0.2;
    private readonly RobotModel _robot;
    private readonly RigidTransform _surfaceFromWorld;
    private readonly ArmKinematics _kinematics;
    private readonly ForegroundFinder _foreground;
    private readonly NounNetwork _network;
    private readonly ObjectPartition _partition;
    private readonly Vocabulary _vocabulary;
    private readonly string[] _described;
    private CameraFrame? _lastFrame;
    private SceneView? _lastView;

    /// <summary>Makes a finder.</summary>
    /// <param name="cell">Where table area and tray are.</param>
    /// <param name="robot">Whose pixels are left out.</param>
    /// <param name="votes">Tells what belongs together.</param>
    /// <param name="vocabulary">Categories that it can name; default: the built-in ones.</param>
    public ObjectFinder(Workcell cell, RobotModel robot, IObjectVotes votes, Vocabulary? vocabulary = null)
    {
        _partition = new ObjectPartition(votes);
        _robot = robot;
        _surfaceFromWorld = RigidTransform.FromTranslation(0, 0, -cell.AreaCenter.Z);
        _kinematics = new ArmKinematics(robot);
        _foreground = new ForegroundFinder(cell);
        _vocabulary = vocabulary ?? Vocabulary.BuiltIn;
        _network = NounNetwork.BuiltIn;
        _described = [.. _vocabulary.Categories.Keys.Except(_network.Nouns).Order(StringComparer.Ordinal)];
    }

    /// <summary>Finds the objects in a picture.</summary>
    /// <param name="head">Picture with depth.</param>
    /// <param name="state">Joint positions when the picture was taken; the robot's own pixels are left out by them.</param>
    /// <exception cref="ArgumentException">The picture has no depth.</exception>
    public SceneView Look(CameraFrame head, RobotState state)
    {
        if (ReferenceEquals(head, _lastFrame) && _lastView is not null)
            return _lastView;
        ReadOnlySpan<double> joints = state.PositionsRad.Span;
        _lastView = Look(head, SurfaceFromCamera(head, joints), new RobotShape(_robot, joints, _surfaceFromWorld));
        _lastFrame = head;
        return _lastView;
    }

    /// <summary>Returns what the network that tells objects apart is shown of a picture.</summary>
    /// <param name="head">Picture with depth.</param>
    /// <param name="state">Joint positions when the picture was taken.</param>
    /// <exception cref="ArgumentException">The picture has no depth.</exception>
    public CellPicture Cells(CameraFrame head, RobotState state)
    {
        ReadOnlySpan<double> joints = state.PositionsRad.Span;
        RigidTransform surfaceFromCamera = SurfaceFromCamera(head, joints);
        (Surface surface, Labels pieces, float[] lab) = Measure(head, surfaceFromCamera, new RobotShape(_robot, joints, _surfaceFromWorld));
        return CellPictures.Of(surface, lab, pieces, ViewFrame.Of(surfaceFromCamera));
    }

    internal SceneView Look(CameraFrame head, RigidTransform worldFromCamera, RobotShape? robot)
    {
        ViewFrame view = ViewFrame.Of(worldFromCamera);
        (Surface surface, Labels pieces, float[] lab) = Measure(head, worldFromCamera, robot);
        Labels parts = _partition.Cut(surface, lab, pieces, view);
        List<SeenObject> seen = PartMerger.Join(pieces, parts, pixels => Describe(surface, lab, pixels, view));
        return new SceneView(head.Number, [.. seen.OrderBy(o => view.RightM(o.Centre))], view);
    }

    // Heights count from the surface that the objects lie on, which need not be the table.
    private RigidTransform SurfaceFromCamera(CameraFrame head, ReadOnlySpan<double> joints) => _surfaceFromWorld * head.Calibration.WorldFromCamera(_kinematics, joints);

    private (Surface Surface, Labels Pieces, float[] Lab) Measure(CameraFrame head, RigidTransform worldFromCamera, RobotShape? robot)
    {
        Surface surface = Surface.Of(head, worldFromCamera);
        Labels pieces = _foreground.Find(surface, robot);
        return (surface, pieces, LabPicture.Of(head.Rgb, GreyCard.Gains(head.Rgb, surface, robot), i => pieces.Of[i] >= 0));
    }

    private SeenObject Describe(Surface surface, float[] lab, List<int> pixels, ViewFrame view)
    {
        var mask = new byte[surface.Z.Length];
        int left = int.MaxValue, top = int.MaxValue, right = 0, bottom = 0;
        foreach (int i in pixels)
        {
            mask[i] = 1;
            int x = i % surface.Width, y = i / surface.Width;
            (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x + 1), Math.Max(bottom, y + 1));
        }

        var box = new BoundingBox(left, top, right, bottom);
        RegionFeatures features = FeatureExtractor.Measure(surface, lab, pixels, view);
        ObjectSignature signature = ObjectSignature.Of(surface, lab, pixels, box, mask, features, view);
        Dictionary<string, double> categories = Categories(signature, features);
        string noun = Name(categories);
        int colour = Array.IndexOf(features.ColourShares, features.ColourShares.Max());
        string colourName = AttributeNames.Colours[colour];
        string label = noun == colourName ? noun : $"{colourName} {noun}";
        return new SeenObject(box, new Mask(surface.Width, surface.Height, mask), features, signature, noun, label, categories);
    }

    // What the network knows comes first; a mere description names an object only when its colour is part of it.
    private string Name(Dictionary<string, double> categories)
    {
        string known = _network.Nouns.MaxBy(n => categories[n])!;
        if (categories[known] > SureEnough)
            return known;
        string? described = _described.Where(n => _vocabulary.Categories[n].Colours.Count > 0).MaxBy(n => categories[n]);
        return described is not null && categories[described] > SureEnough ? described : categories[known] > LikelyEnough ? known : "object";
    }

    private Dictionary<string, double> Categories(ObjectSignature signature, RegionFeatures features)
    {
        double[] p = _network.Probabilities(signature);
        var fits = new Dictionary<string, double>(StringComparer.Ordinal);
        for (int c = 0; c < p.Length; c++)
            fits[_network.Nouns[c]] = p[c];
        // A user's noun has no pictures to learn from; its description has to do, the less the surer the network is of something else.
        double free = 1 - (KnownOutweighs * p.Max());
        foreach (string noun in _described)
            fits[noun] = free * DescriptionTrust * Math.Exp(0.5 * Math.Min(0, LooksScore.Misfit(_vocabulary.Categories[noun], features)));
        return fits;
    }
}
