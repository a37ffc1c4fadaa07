using DexGrasp.Controller.Policy;
using DexGrasp.Core.Messages;
using DexGrasp.Core.Robots;
using static TorchSharp.torch;

namespace DexGrasp.Learning.Samples;

/// <summary>Samples side by side, as arrays that are filled again and again.</summary>
/// <param name="size">Samples, B. Range: at least 1.</param>
internal sealed class SampleBatch(int size)
{
    private readonly float[] _head = new float[size * PolicyLayout.HeadLength];
    private readonly float[] _wrist = new float[size * PolicyLayout.WristLength];
    private readonly float[] _state = new float[size * PolicyLayout.StateSize];
    private readonly float[] _chunk = new float[size * PolicyLayout.ChunkSize];
    private readonly float[] _truth = new float[size * SampleLayout.TruthSize];

    /// <summary>Gets B.</summary>
    public int Size => size;

    /// <summary>Reads samples into it.</summary>
    /// <param name="reader">Decides what is changed.</param>
    /// <param name="indices">Shape: [B].</param>
    /// <param name="seed">Of what is changed: sample k of the batch uses seed + k.</param>
    public void Fill(SampleReader reader, ReadOnlySpan<int> indices, int seed)
    {
        for (int k = 0; k < indices.Length; k++)
            reader.Read(
                indices[k], new Random(unchecked(seed + k)),
                _head.AsSpan(k * PolicyLayout.HeadLength, PolicyLayout.HeadLength), _wrist.AsSpan(k * PolicyLayout.WristLength, PolicyLayout.WristLength),
                _state.AsSpan(k * PolicyLayout.StateSize, PolicyLayout.StateSize), _chunk.AsSpan(k * PolicyLayout.ChunkSize, PolicyLayout.ChunkSize),
                _truth.AsSpan(k * SampleLayout.TruthSize, SampleLayout.TruthSize));
    }

    /// <summary>Returns one sample's encoded chunk. Shape: [64 x 13].</summary>
    public ReadOnlySpan<float> ChunkOf(int sample) => _chunk.AsSpan(sample * PolicyLayout.ChunkSize, PolicyLayout.ChunkSize);

    /// <summary>Returns copies as tensors.</summary>
    /// <param name="device">Where to.</param>
    public BatchTensors ToTensors(Device device) => new(
        tensor(_head, [size, PolicyLayout.HeadChannels, PolicyLayout.HeadSize, PolicyLayout.HeadSize], device: device),
        tensor(_wrist, [size, PolicyLayout.WristChannels, PolicyLayout.WristHeight, PolicyLayout.WristWidth], device: device),
        tensor(_state, [size, PolicyLayout.StateSize], device: device),
        tensor(_chunk, [size, ActionChunk.Horizon, RobotModel.Dof], device: device),
        tensor(_truth, [size, SampleLayout.TruthSize], device: device));
}
