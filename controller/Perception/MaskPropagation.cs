using DexGrasp.Core.Images;
using Microsoft.ML.OnnxRuntime;

namespace DexGrasp.Controller.Perception;

/// <summary>
/// A model that takes a mask from picture to picture. What it remembers are tensors of fixed shapes, "memory.NAME" in and "next.NAME"
/// out, zeros at the start, so that models with any kind of memory fit.
/// </summary>
internal sealed class MaskPropagation
{
    private const string Image = "image", Given = "mask", First = "first", Probability = "probability", Memory = "memory.", Next = "next.";
    private const float LeastProbability = 0.5f;
    private readonly InferenceSession _session;
    private readonly string[] _inputs, _outputs, _memories;
    private readonly Dictionary<string, float[]> _memory = [];
    private float[] _mask = [];

    /// <summary>Takes a model, with nothing remembered.</summary>
    public MaskPropagation(MaskModels models)
    {
        _session = models.Propagation;
        _memories = [.. _session.InputMetadata.Keys.Where(k => k.StartsWith(Memory, StringComparison.Ordinal)).Select(k => k[Memory.Length..])];
        _inputs = [Image, Given, First, .. _memories.Select(m => Memory + m)];
        _outputs = [Probability, .. _memories.Select(m => Next + m)];
    }

    /// <summary>Checks names and shapes.</summary>
    /// <exception cref="MaskModelException">The model is of another kind.</exception>
    public static void Check(InferenceSession session)
    {
        Tensors.Need(MaskModels.PropagationName, session.InputMetadata, [Image, Given, First]);
        Tensors.Need(MaskModels.PropagationName, session.OutputMetadata, [Probability]);
        foreach ((string name, NodeMetadata node) in session.InputMetadata)
        {
            if (name.StartsWith(Memory, StringComparison.Ordinal))
            {
                if (node.Dimensions.Any(d => d < 1))
                    throw new MaskModelException($"{MaskModels.PropagationName}: {name} is [{string.Join(", ", node.Dimensions)}]; memory needs a fixed shape.");
                Tensors.Need(MaskModels.PropagationName, session.OutputMetadata, [Next + name[Memory.Length..]]);
            }
            else if (name is not (Image or Given or First))
            {
                throw new MaskModelException($"{MaskModels.PropagationName} has the input {name}, which nobody gives; it takes {Image}, {Given}, {First} and {Memory}NAME.");
            }
        }
    }

    /// <summary>Forgets everything and remembers an object.</summary>
    public void Begin(ImageRgb picture, Mask mask)
    {
        (int width, int height) = Size(picture);
        _memory.Clear();
        foreach (string name in _memories)
            _memory[name] = new float[_session.InputMetadata[Memory + name].Dimensions.Aggregate(1, (a, b) => a * b)];
        _mask = Tensors.Resized([.. mask.Pixels.Select(p => (float)p)], mask.Width, mask.Height, width, height);
        Run(picture, width, height, first: true);
    }

    /// <summary>Finds the object of <see cref="Begin"/> in the next picture; nothing before that.</summary>
    /// <returns>A mask of the picture's size; empty where nothing is found.</returns>
    public Mask Step(ImageRgb picture)
    {
        (int width, int height) = Size(picture);
        if (_mask.Length == 0)
            return Mask.Empty(picture.Width, picture.Height);
        Run(picture, width, height, first: false);
        float[] probability = Tensors.Resized(_mask, width, height, picture.Width, picture.Height);
        return new Mask(picture.Width, picture.Height, [.. probability.Select(p => p > LeastProbability ? (byte)1 : (byte)0)]);
    }

    private (int Width, int Height) Size(ImageRgb picture)
    {
        int[] shape = _session.InputMetadata[Image].Dimensions;
        return (shape[3] > 0 ? shape[3] : picture.Width, shape[2] > 0 ? shape[2] : picture.Height);
    }

    private void Run(ImageRgb picture, int width, int height, bool first)
    {
        byte[] pixels = Tensors.Resized(picture, width, height);
        var numbers = new float[3 * width * height];
        for (int i = 0; i < width * height; i++)
            for (int c = 0; c < 3; c++)
                numbers[(c * width * height) + i] = pixels[(3 * i) + c] / 255f;
        List<OrtValue> inputs = [Tensors.Of(numbers, 1, 3, height, width), Tensors.Of(_mask, 1, 1, height, width), Tensors.Of([first ? 1 : 0], 1)];
        try
        {
            foreach (string name in _memories)
                inputs.Add(Tensors.Of(_memory[name], [.. _session.InputMetadata[Memory + name].Dimensions.Select(d => (long)d)]));
            using var run = new RunOptions();
            using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(run, _inputs, inputs, _outputs);
            float[] probability = outputs[0].GetTensorDataAsSpan<float>().ToArray();
            if (probability.Length != width * height)
                throw new MaskModelException($"{MaskModels.PropagationName} gave {probability.Length} probabilities for a picture of {width}x{height} px.");
            if (!first)
                _mask = probability;
            for (int i = 0; i < _memories.Length; i++)
                _memory[_memories[i]] = outputs[i + 1].GetTensorDataAsSpan<float>().ToArray();
        }
        finally
        {
            foreach (OrtValue input in inputs)
                input.Dispose();
        }
    }
}
