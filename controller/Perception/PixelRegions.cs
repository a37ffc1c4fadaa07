using DexGrasp.Core.Images;

namespace DexGrasp.Controller.Perception;

/// <summary>Connected regions of pixels whose points in the world touch one another.</summary>
internal sealed class PixelRegions
{
    private PixelRegions(BoundingBox window)
    {
        Window = window;
        Labels = new int[window.Area];
    }

    /// <summary>Gets the part of the picture that was looked at. Unit: px.</summary>
    public BoundingBox Window { get; }

    /// <summary>Gets the region of each pixel of the window, row by row; 0 = none, regions count from 1.</summary>
    public int[] Labels { get; }

    /// <summary>Gets how many regions there are.</summary>
    public int Count { get; private set; }

    /// <summary>Finds the regions.</summary>
    /// <param name="picture">Points of the world.</param>
    /// <param name="window">Part of the picture, inside it. Unit: px.</param>
    /// <param name="belongs">Whether a pixel (index into the picture) can belong to a region.</param>
    /// <param name="maxGapM">Neighbouring pixels further apart than this in the world belong to different regions. Unit: m.</param>
    public static PixelRegions Find(WorldPicture picture, BoundingBox window, Func<int, bool> belongs, double maxGapM)
    {
        var regions = new PixelRegions(window);
        var open = new Stack<int>();
        double maxSquared = maxGapM * maxGapM;
        for (int start = 0; start < regions.Labels.Length; start++)
        {
            if (regions.Labels[start] != 0 || !belongs(regions.PictureIndex(start, picture.Width)))
                continue;
            int label = ++regions.Count;
            regions.Labels[start] = label;
            open.Push(start);
            while (open.TryPop(out int cell))
            {
                int x = cell % window.Width, y = cell / window.Width, index = regions.PictureIndex(cell, picture.Width);
                // Two pixels of reach bridge single pixels without a reading.
                for (int dy = -2; dy <= 2; dy++)
                    for (int dx = -2; dx <= 2; dx++)
                    {
                        int nx = x + dx, ny = y + dy;
                        if (nx < 0 || ny < 0 || nx >= window.Width || ny >= window.Height)
                            continue;
                        int neighbour = (ny * window.Width) + nx, other = regions.PictureIndex(neighbour, picture.Width);
                        if (regions.Labels[neighbour] != 0 || !belongs(other) || SquaredGap(picture, index, other) > maxSquared)
                            continue;
                        regions.Labels[neighbour] = label;
                        open.Push(neighbour);
                    }
            }
        }

        return regions;
    }

    /// <summary>Returns where a pixel of the window lies in the picture.</summary>
    public int PictureIndex(int cell, int pictureWidth) =>
        ((Window.Top + (cell / Window.Width)) * pictureWidth) + Window.Left + (cell % Window.Width);

    private static double SquaredGap(WorldPicture picture, int a, int b)
    {
        double dx = picture.X[a] - picture.X[b], dy = picture.Y[a] - picture.Y[b], dz = picture.Z[a] - picture.Z[b];
        return (dx * dx) + (dy * dy) + (dz * dz);
    }
}
