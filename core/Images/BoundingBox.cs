namespace DexGrasp.Core.Images;

/// <summary>An upright box in a picture, half-open: a pixel belongs if Left &lt;= x &lt; Right and Top &lt;= y &lt; Bottom. Unit: px.</summary>
/// <param name="Left">First column.</param>
/// <param name="Top">First row; row 0 is the top row.</param>
/// <param name="Right">Column after the last.</param>
/// <param name="Bottom">Row after the last.</param>
public readonly record struct BoundingBox(int Left, int Top, int Right, int Bottom)
{
    /// <summary>Gets the width. Unit: px.</summary>
    public int Width => Right - Left;

    /// <summary>Gets the height. Unit: px.</summary>
    public int Height => Bottom - Top;

    /// <summary>Gets the area; 0 for an empty or reversed box. Unit: px^2.</summary>
    public int Area => Math.Max(0, Width) * Math.Max(0, Height);

    /// <summary>Returns the overlap divided by the union (intersection over union). Range: [0, 1].</summary>
    public double IntersectionOverUnion(BoundingBox other)
    {
        int overlap = new BoundingBox(
            Math.Max(Left, other.Left), Math.Max(Top, other.Top), Math.Min(Right, other.Right), Math.Min(Bottom, other.Bottom)).Area;
        int union = Area + other.Area - overlap;
        return union > 0 ? (double)overlap / union : 0;
    }
}
