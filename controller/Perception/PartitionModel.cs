using DexGrasp.Core.Images;
using Microsoft.ML.OnnxRuntime;

namespace DexGrasp.Controller.Perception;

/// <summary>
/// The partition network, by whose votes the planner cuts crowded pictures into objects. Runs on one thread of the CPU.
/// </summary>
public sealed class PartitionModel : IObjectVotes, IDisposable
{
    /// <summary>Name of the input. Shape: [1, <see cref="CellPicture.Channels"/>, <see cref="CellPicture.Height"/>, <see cref="CellPicture.Width"/>].</summary>
    public const string Input = "cells";

    /// <summary>Name of the output: right and down to the middle of the cell's object, in units of <see cref="Unit"/> cells. Shape: [1, 2, Height, Width].</summary>
    public const string Output = "votes";

    /// <summary>Unit of the votes. Unit: cells.</summary>
    public const float Unit = 16;

    private const int Area = CellPicture.Width * CellPicture.Height;
    private static readonly string[] Inputs = [Input], Outputs = [Output];
    private readonly InferenceSession _session;

    /// <summary>Takes a network.</summary>
    /// <param name="model">An ONNX model with the names and shapes above.</param>
    /// <exception cref="OnnxRuntimeException">It is none.</exception>
    public PartitionModel(byte[] model) => _session = OnnxModels.Open(model);

    /// <summary>Gets the network that comes with the program, models/planner-partition.onnx; it lives as long as the process.</summary>
    public static PartitionModel BuiltIn { get; } = new(OnnxModels.Shipped("planner-partition.onnx"));

    /// <inheritdoc/>
    public (float U, float V)[] Votes(CellPicture picture)
    {
        var input = new float[CellPicture.Channels * Area];
        for (int k = 0; k < picture.Cells.Length; k++)
        {
            input[picture.Cells[k]] = 1;
            for (int c = 0; c < CellPicture.Depth; c++)
                input[((c + 1) * Area) + picture.Cells[k]] = picture.Values[(CellPicture.Depth * k) + c];
        }

        using var options = new RunOptions();
        using OrtValue cells = OrtValue.CreateTensorValueFromMemory(input, [1, CellPicture.Channels, CellPicture.Height, CellPicture.Width]);
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(options, Inputs, [cells], Outputs);
        ReadOnlySpan<float> votes = results[0].GetTensorDataAsSpan<float>();
        var middles = new (float, float)[picture.Cells.Length];
        for (int k = 0; k < middles.Length; k++)
        {
            int cell = picture.Cells[k];
            middles[k] = ((cell % CellPicture.Width) + (Unit * votes[cell]), (cell / CellPicture.Width) + (Unit * votes[Area + cell]));
        }

        return middles;
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();
}
