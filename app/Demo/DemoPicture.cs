namespace DexGrasp.App.Demo;

/// <summary>A picture for the report.</summary>
/// <param name="TimeS">On the driver host's clock. Unit: s.</param>
/// <param name="Caption">One sentence for people.</param>
/// <param name="Jpeg">The picture as JPEG.</param>
public sealed record DemoPicture(double TimeS, string Caption, byte[] Jpeg);
