namespace DexGrasp.Learning.Models;

/// <summary>What a <see cref="UNet"/> takes and gives on the robot's side.</summary>
/// <param name="Name">Of the model.</param>
/// <param name="Input">Name of the input. Shape: [1, Channels, Height, Width].</param>
/// <param name="Channels">Channels of the input.</param>
/// <param name="Height">Unit: px.</param>
/// <param name="Width">Unit: px.</param>
/// <param name="Output">Name of the output. Shape: [1, Outputs, Height, Width].</param>
/// <param name="Outputs">Channels of the output.</param>
internal sealed record UNetShape(string Name, string Input, int Channels, int Height, int Width, string Output, int Outputs);
