namespace DexGrasp.Learning.Grounding;

/// <summary>One seen object and what it is called.</summary>
/// <param name="Noun">Its category in the vocabulary.</param>
/// <param name="Generated">Whether a generator of the noun made it; else it is a variation of a training object.</param>
/// <param name="Seed">Of its scene.</param>
/// <param name="Crop">Shape: [6 x 32 x 32], as the planner cuts it out.</param>
/// <param name="Numbers">Shape: [53], as the planner measures it.</param>
internal sealed record GrounderExample(string Noun, bool Generated, int Seed, float[] Crop, float[] Numbers);
