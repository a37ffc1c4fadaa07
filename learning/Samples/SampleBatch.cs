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

    /// <summary>Returns the head pictures. Shape: [B, HeadChannels, HeadSize, HeadSize].</summary>
    public Tensor Head() => tensor(_head, [size, PolicyLayout.HeadChannels, PolicyLayout.HeadSize, PolicyLayout.HeadSize]);

    /// <summary>Returns the wrist pictures. Shape: [B, WristChannels, WristHeight, WristWidth].</summary>
    public Tensor Wrist() => tensor(_wrist, [size, PolicyLayout.WristChannels, PolicyLayout.WristHeight, PolicyLayout.WristWidth]);

    /// <summary>Returns the states. Shape: [B, StateSize].</summary>
    public Tensor State() => tensor(_state, [size, PolicyLayout.StateSize]);

    /// <summary>Returns the encoded chunks. Shape: [B, 64, 13].</summary>
    public Tensor Chunk() => tensor(_chunk, [size, ActionChunk.Horizon, RobotModel.Dof]);

    /// <summary>Returns the auxiliary targets. Shape: [B, TruthSize].</summary>
    public Tensor Truth() => tensor(_truth, [size, SampleLayout.TruthSize]);
}
