namespace DexGrasp.Planner.Vlm;

/// <summary>How a model is asked.</summary>
public sealed record VlmOptions
{
    /// <summary>Gets the OpenAI-compatible endpoint: "http://localhost:8000/v1". Without a path, /v1 is added. It carries no user name and no key.</summary>
    public Uri Url { get; init; } = new("http://localhost:8000/v1");

    /// <summary>Gets the model's name as the server lists it.</summary>
    public string Model { get; init; } = "default";

    /// <summary>Gets in which numbers the model writes boxes. Default: pixels.</summary>
    public BoxConvention Boxes { get; init; } = BoxConvention.Pixels;

    /// <summary>Gets how long one call may take. Range: 1 s to 10 min. Default: 60 s.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets how often a call is repeated that failed for a passing reason. Range: 0 to 10. Default: 2.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>Gets the wait before the first repetition; it doubles each time, without randomness. Range: 0 to <see cref="MaxDelay"/>. Default: 1 s.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets the longest wait before a repetition; a server that asks for more is not asked again. Range: 0 to 10 min. Default: 30 s.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the longest answer that the model may give. Range: 64 to 32768. Default: 1024. Unit: tokens.</summary>
    public int MaxAnswerTokens { get; init; } = 1024;

    /// <summary>Gets the longest answer that is read. Range: 256 to 1048576. Default: 32768. Unit: characters.</summary>
    public int MaxAnswerLength { get; init; } = 32768;

    /// <summary>Gets the calls of one task. Range: 1 to 10000. Default: 300.</summary>
    public int MaxCalls { get; init; } = 300;

    /// <summary>Gets the tokens of one task, questions and answers together. Range: 1000 and up. Default: 1 million.</summary>
    public long MaxTokens { get; init; } = 1_000_000;

    /// <summary>Gets the time that one task may wait for the model. Range: 1 s to 24 h. Default: 20 min.</summary>
    public TimeSpan MaxWaiting { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>Gets the longest side of a picture that is sent; larger ones are made smaller. Range: 64 to 4096. Default: 1024. Unit: px.</summary>
    public int LongestSidePx { get; init; } = 1024;

    /// <summary>Gets the quality of JPEG pictures, or 101 for PNG, which loses nothing. Range: 1 to 101. Default: 92.</summary>
    public int PictureQuality { get; init; } = 92;

    /// <summary>Gets a folder with prompt files of your own; what it lacks is taken from the shipped ones. Default: null.</summary>
    public string? PromptFolder { get; init; }

    /// <summary>Gets a folder that keeps answers over runs; null to keep them in memory alone. Default: null.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Gets the file that every exchange is written to, one JSON object a line; null for none. Default: null.</summary>
    public string? RecordFile { get; init; }

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="VlmSetupException">One or more are outside; the message names all of them.</exception>
    public void Validate()
    {
        List<string> wrong = [];
        void Check(bool right, string name, object value, string range)
        {
            if (!right)
                wrong.Add($"{name} is {value}; allowed is {range}.");
        }

        bool web = Url.IsAbsoluteUri && Url.Scheme is "http" or "https";
        Check(web, nameof(Url), web ? "" : Url.OriginalString, "an address that begins with http:// or https://");
        Check(!web || (Url.UserInfo.Length == 0 && Url.Query.Length == 0), nameof(Url), "an address with a user name or a query", "one without; the key comes from DEXGRASP_VLM_KEY");
        Check(!string.IsNullOrWhiteSpace(Model), nameof(Model), "empty", "a model that the server lists");
        Check(Enum.IsDefined(Boxes), nameof(Boxes), Boxes, "pixels or thousand");
        Check(Between(CallTimeout, 1, 600), nameof(CallTimeout), CallTimeout, "1 s to 10 min");
        Check(Retries is >= 0 and <= 10, nameof(Retries), Retries, "0 to 10");
        Check(Between(MaxDelay, 0, 600), nameof(MaxDelay), MaxDelay, "0 to 10 min");
        Check(FirstDelay >= TimeSpan.Zero && FirstDelay <= MaxDelay, nameof(FirstDelay), FirstDelay, $"0 to {nameof(MaxDelay)}");
        Check(MaxAnswerTokens is >= 64 and <= 32768, nameof(MaxAnswerTokens), MaxAnswerTokens, "64 to 32768");
        Check(MaxAnswerLength is >= 256 and <= 1048576, nameof(MaxAnswerLength), MaxAnswerLength, "256 to 1048576");
        Check(MaxCalls is >= 1 and <= 10000, nameof(MaxCalls), MaxCalls, "1 to 10000");
        Check(MaxTokens >= 1000, nameof(MaxTokens), MaxTokens, "1000 and up");
        Check(Between(MaxWaiting, 1, 86400), nameof(MaxWaiting), MaxWaiting, "1 s to 24 h");
        Check(LongestSidePx is >= 64 and <= 4096, nameof(LongestSidePx), LongestSidePx, "64 to 4096 px");
        Check(PictureQuality is >= 1 and <= 101, nameof(PictureQuality), PictureQuality, "1 to 101");
        if (wrong.Count > 0)
            throw new VlmSetupException(string.Join(" ", wrong));
    }

    private static bool Between(TimeSpan value, double leastS, double mostS) => value.TotalSeconds >= leastS && value.TotalSeconds <= mostS;
}
