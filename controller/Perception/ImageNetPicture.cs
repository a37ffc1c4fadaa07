using DexGrasp.Core.Images;

namespace DexGrasp.Controller.Perception;

/// <summary>
/// Writes camera pictures as DexGraspVLA's encoders take them (arXiv 2502.20900): stretched to one size without keeping the aspect,
/// bilinear between pixel centres without smoothing, then less ImageNet's mean and over its deviation. One thread at a time.
/// </summary>
/// <param name="height">Of the result. Unit: px.</param>
/// <param name="width">Of the result. Unit: px.</param>
internal sealed class ImageNetPicture(int height, int width)
{
    private const int Channels = 3;
    private const float White = 255;

    // Of red, green, blue in [0, 1].
    private static readonly float[] Mean = [0.485f, 0.456f, 0.406f], Deviation = [0.229f, 0.224f, 0.225f];
    private readonly Place[] _rows = new Place[height], _columns = new Place[width];
    private int _fromHeight, _fromWidth;

    /// <summary>Writes a picture.</summary>
    /// <param name="picture">Any size.</param>
    /// <param name="numbers">Receives red, green and blue. Shape: [3 x height x width].</param>
    public void Write(ImageRgb picture, Span<float> numbers)
    {
        Prepare(picture);
        ReadOnlySpan<byte> pixels = picture.Pixels;
        for (int c = 0; c < Channels; c++)
            for (int y = 0; y < height; y++)
            {
                Place row = _rows[y];
                ReadOnlySpan<byte> upper = pixels[(Channels * row.Low * picture.Width)..], lower = pixels[(Channels * row.High * picture.Width)..];
                Span<float> line = numbers.Slice(((c * height) + y) * width, width);
                for (int x = 0; x < line.Length; x++)
                {
                    Place column = _columns[x];
                    int left = (Channels * column.Low) + c, right = (Channels * column.High) + c;
                    float above = upper[left] + (column.Share * (upper[right] - upper[left])), below = lower[left] + (column.Share * (lower[right] - lower[left]));
                    line[x] = (((above + (row.Share * (below - above))) / White) - Mean[c]) / Deviation[c];
                }
            }
    }

    private void Prepare(ImageRgb picture)
    {
        if (picture.Height == _fromHeight && picture.Width == _fromWidth)
            return;
        (_fromHeight, _fromWidth) = (picture.Height, picture.Width);
        Fill(_rows, picture.Height);
        Fill(_columns, picture.Width);
    }

    private static void Fill(Place[] places, int from)
    {
        // In single precision, as the published controller's code does: at sharp edges a rounding of the place shows.
        float scale = (float)from / places.Length;
        for (int i = 0; i < places.Length; i++)
        {
            float at = Math.Max(0, (scale * (i + 0.5f)) - 0.5f);
            int low = Math.Min((int)at, from - 1);
            places[i] = new Place(low, Math.Min(low + 1, from - 1), at - low);
        }
    }

    private readonly record struct Place(int Low, int High, float Share);
}
