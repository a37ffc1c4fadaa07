using System.Text.Json;
using System.Text.Json.Nodes;
using DexGrasp.Core.Images;

namespace DexGrasp.Planner.Vlm.Answers;

/// <summary>From the numbers of a model's box to a box in the camera's picture, or the name of what is wrong with it.</summary>
/// <param name="convention">In which numbers the model writes.</param>
/// <param name="sent">Size of the picture that it was sent. Unit: px.</param>
/// <param name="camera">Size of the camera's picture. Unit: px.</param>
internal sealed class BoxReader(BoxConvention convention, (int Width, int Height) sent, (int Width, int Height) camera)
{
    // Models round beyond the edge by a pixel or two; more is a wrong convention or a wrong picture.
    private const double Slack = 0.02;
    private const double WholeShare = 0.9;
    private const int LeastSidePx = 3;

    private (double X, double Y) Scale => convention == BoxConvention.Thousand ? (1000, 1000) : (sent.Width, sent.Height);

    /// <summary>Gets the sentence that tells the model how to write boxes.</summary>
    public string Words => convention == BoxConvention.Thousand
        ? "Numbers go from 0 to 1000 along both sides: (0, 0) is the top left corner of the picture, (1000, 1000) the bottom right corner."
        : $"Numbers are pixels of the picture as it was sent, which is {sent.Width} wide and {sent.Height} high; (0, 0) is the top left corner.";

    /// <summary>Reads the list that a model gave.</summary>
    /// <param name="list">Four numbers; a list with one such list in it will do.</param>
    public Reading<BoundingBox> Read(JsonArray list)
    {
        if (list.Count > 0 && list.All(e => e is JsonArray))
        {
            if (list.Count > 1)
                return Several(list.Count);
            list = (JsonArray)list[0]!;
        }

        if (list.Any(e => e?.GetValueKind() != JsonValueKind.Number))
            return new VlmFault(VlmOutcome.WrongShape, "The answer's field \"bbox_2d\" has something in it that is no number.");
        if (list.Count > 4 && list.Count % 4 == 0)
            return Several(list.Count / 4);
        if (list.Count != 4)
            return new VlmFault(VlmOutcome.WrongShape, $"The answer's field \"bbox_2d\" has {list.Count} numbers; a box has 4.");
        return Map(list[0]!.GetValue<double>(), list[1]!.GetValue<double>(), list[2]!.GetValue<double>(), list[3]!.GetValue<double>());
    }

    /// <summary>Maps four numbers to the camera's picture.</summary>
    public Reading<BoundingBox> Map(double left, double top, double right, double bottom)
    {
        (double width, double height) = Scale;
        string words = $"[{left:0.#}, {top:0.#}, {right:0.#}, {bottom:0.#}]";
        bool Inside(double value, double side) => value >= -Slack * side && value <= (1 + Slack) * side;
        if (!Inside(left, width) || !Inside(right, width) || !Inside(top, height) || !Inside(bottom, height))
            return new VlmFault(VlmOutcome.BoxOutside, $"The model's box {words} leaves the picture, which goes from 0 to {width:0} and 0 to {height:0}.");
        if (right < left || bottom < top)
            return new VlmFault(VlmOutcome.BoxReversed, $"The model's box {words} has its corners in the wrong order.");

        var box = new BoundingBox(
            ToCamera(left, width, camera.Width), ToCamera(top, height, camera.Height), ToCamera(right, width, camera.Width), ToCamera(bottom, height, camera.Height));
        if (box.Width < LeastSidePx || box.Height < LeastSidePx)
            return new VlmFault(VlmOutcome.BoxEmpty, $"The model's box {words} is {box.Width} x {box.Height} px in the camera's picture; at least {LeastSidePx} are needed.");
        if (box.Area >= WholeShare * camera.Width * camera.Height)
            return new VlmFault(VlmOutcome.BoxIsWholePicture, $"The model's box {words} is almost the whole picture.");
        return box;
    }

    /// <summary>Returns a box of the camera's picture in the model's numbers, rounded, for telling it where things are.</summary>
    public string Say(BoundingBox box)
    {
        (double width, double height) = Scale;
        return $"[{box.Left * width / camera.Width:0}, {box.Top * height / camera.Height:0}, {box.Right * width / camera.Width:0}, {box.Bottom * height / camera.Height:0}]";
    }

    private static int ToCamera(double value, double side, int pixels) => (int)Math.Clamp(Math.Round(value / side * pixels), 0, pixels);

    private static VlmFault Several(int count) => new(VlmOutcome.SeveralBoxes, $"The model gave {count} boxes; one was asked for.");
}
