namespace DexGrasp.Controller.Perception;

/// <summary>What tells the segmenter which object is meant.</summary>
public enum SegmenterPrompt
{
    /// <summary>A filled box around it in this picture.</summary>
    Box,

    /// <summary>Its mask in an earlier picture.</summary>
    Mask,
}
