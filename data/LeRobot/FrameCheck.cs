using DexGrasp.Data.Files;
using DexGrasp.Data.Sidecars;

namespace DexGrasp.Data.LeRobot;

/// <summary>Looks whether a frame fits a schema, before anything of it is written.</summary>
internal static class FrameCheck
{
    /// <summary>Checks keys, sizes and values.</summary>
    /// <exception cref="DatasetException">Something is missing, unknown, of another size, not finite, or outside of its type.</exception>
    public static void Check(DatasetSchema schema, DatasetFrame frame, int number)
    {
        string[] numbers = [.. schema.NumberFeatures.Where(f => !FeatureKeys.IsStandard(f.Key)).Select(f => f.Key)];
        SameKeys("numbers", numbers, frame.Numbers.Keys, number);
        SameKeys("pictures", schema.VideoFeatures.Select(f => f.Key), frame.Pictures.Keys, number);
        SameKeys("masks", schema.Sidecars.Where(s => s.Kind == SidecarKind.Mask).Select(s => s.Key), frame.Masks.Keys, number);
        SameKeys("depth pictures", schema.Sidecars.Where(s => s.Kind == SidecarKind.Depth).Select(s => s.Key), frame.Depths.Keys, number);
        foreach (Feature feature in schema.NumberFeatures.Where(f => frame.Numbers.ContainsKey(f.Key)))
            CheckNumbers(feature, frame.Numbers[feature.Key].Span, number);
        foreach (Feature video in schema.VideoFeatures)
            SameSize(video.Key, frame.Pictures[video.Key].Width, frame.Pictures[video.Key].Height, video.Shape[1], video.Shape[0], number);
        foreach (Sidecar sidecar in schema.Sidecars)
        {
            (int width, int height) = sidecar.Kind == SidecarKind.Mask
                ? (frame.Masks[sidecar.Key].Width, frame.Masks[sidecar.Key].Height)
                : (frame.Depths[sidecar.Key].Width, frame.Depths[sidecar.Key].Height);
            SameSize(sidecar.Key, width, height, sidecar.Width, sidecar.Height, number);
        }
    }

    private static void CheckNumbers(Feature feature, ReadOnlySpan<double> values, int number)
    {
        if (values.Length != feature.Size)
            throw new DatasetException($"Frame {number}, {feature.Key}: {values.Length} numbers given; {feature.Size} are needed. The frame was not added.");
        for (int i = 0; i < values.Length; i++)
        {
            double value = values[i];
            string? allowed = feature.Type switch
            {
                FeatureType.Float32 => float.IsFinite((float)value) ? null : "finite numbers in single precision",
                FeatureType.Float64 => double.IsFinite(value) ? null : "finite numbers",
                FeatureType.Int64 => Math.Abs(value) <= 1L << 53 && value == Math.Floor(value) ? null : "whole numbers up to 2^53",
                _ => value is 0 or 1 ? null : "0 and 1",
            };
            if (allowed is not null)
                throw new DatasetException($"Frame {number}, {feature.Key}, entry {i}{(feature.Names is null ? "" : $" ({feature.Names[i]})")}: {value} given; {allowed} are allowed. The frame was not added.");
        }
    }

    private static void SameKeys(string what, IEnumerable<string> wanted, IEnumerable<string> given, int number)
    {
        string[] all = [.. wanted], have = [.. given];
        string[] missing = [.. all.Except(have)], unknown = [.. have.Except(all)];
        if (missing.Length > 0)
            throw new DatasetException($"Frame {number} has no {what} for {string.Join(", ", missing)}; the schema asks for them in every frame. The frame was not added.");
        if (unknown.Length > 0)
            throw new DatasetException($"Frame {number} has {what} for {string.Join(", ", unknown)}, which the schema does not list. The frame was not added.");
    }

    private static void SameSize(string key, int width, int height, int wantedWidth, int wantedHeight, int number)
    {
        if (width != wantedWidth || height != wantedHeight)
            throw new DatasetException($"Frame {number}, {key}: {width}x{height} px given; {wantedWidth}x{wantedHeight} px are needed. The frame was not added.");
    }
}
