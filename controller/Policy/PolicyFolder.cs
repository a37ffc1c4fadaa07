using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using DexGrasp.Core.Robots;

namespace DexGrasp.Controller.Policy;

/// <summary>A policy on disk: encoder.onnx, denoiser.onnx and policy.json. What is read has been checked against its card.</summary>
public sealed class PolicyFolder
{
    /// <summary>Name of the card. A folder that holds it is a policy.</summary>
    public const string CardName = "policy.json";

    /// <summary>Name of the model that runs once for a chunk.</summary>
    public const string EncoderName = "encoder.onnx";

    /// <summary>Name of the model that runs once for a flow step.</summary>
    public const string DenoiserName = "denoiser.onnx";

    private const int MostFlowSteps = 64;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private PolicyFolder(string path, PolicyCard card, string cardHash, byte[] encoder, byte[] denoiser)
    {
        (Path, Card, CardHash, Encoder, Denoiser) = (path, card, cardHash, encoder, denoiser);
        Normalizer = new PolicyNormalizer(card.Mean, card.Deviation);
    }

    /// <summary>Gets the folder.</summary>
    public string Path { get; }

    /// <summary>Gets the card.</summary>
    public PolicyCard Card { get; }

    /// <summary>Gets the SHA-256 of the card; as the card holds those of the other files, it names the whole policy.</summary>
    public string CardHash { get; }

    /// <summary>Gets the normaliser.</summary>
    public PolicyNormalizer Normalizer { get; }

    /// <summary>Gets the SHA-256 of every file by its name, hexadecimal.</summary>
    public IReadOnlyDictionary<string, string> Hashes => new SortedDictionary<string, string>(Card.Files.ToDictionary(), StringComparer.Ordinal) { [CardName] = CardHash };

    internal byte[] Encoder { get; }

    internal byte[] Denoiser { get; }

    /// <summary>Reads a policy.</summary>
    /// <param name="path">Folder with a card.</param>
    /// <param name="robot">The robot that is to be moved.</param>
    /// <exception cref="PolicyException">A file is missing or not the one that the card was written for, or the policy is for other joints, or its normaliser is unusable.</exception>
    public static PolicyFolder Read(string path, RobotModel robot)
    {
        byte[] bytes = ReadFile(path, CardName);
        PolicyCard card = Parse(path, bytes);
        Check(card, robot, path);
        return new PolicyFolder(path, card, HashOf(bytes), ReadListed(path, card, EncoderName), ReadListed(path, card, DenoiserName));
    }

    /// <summary>Writes a policy. The card comes last: a folder whose writing was stopped is no policy.</summary>
    /// <param name="path">Made if it is not there.</param>
    /// <param name="card">Its hashes are filled in.</param>
    /// <param name="encoder">An ONNX model.</param>
    /// <param name="denoiser">An ONNX model.</param>
    /// <returns>The card that was written.</returns>
    public static PolicyCard Write(string path, PolicyCard card, byte[] encoder, byte[] denoiser)
    {
        Directory.CreateDirectory(path);
        string cardPath = System.IO.Path.Combine(path, CardName);
        File.Delete(cardPath);
        File.WriteAllBytes(System.IO.Path.Combine(path, EncoderName), encoder);
        File.WriteAllBytes(System.IO.Path.Combine(path, DenoiserName), denoiser);
        PolicyCard whole = card with { Files = new SortedDictionary<string, string>(StringComparer.Ordinal) { [DenoiserName] = HashOf(denoiser), [EncoderName] = HashOf(encoder) } };
        File.WriteAllText(cardPath + ".new", JsonSerializer.Serialize(whole, Json) + "\n");
        File.Move(cardPath + ".new", cardPath);
        return whole;
    }

    private static PolicyCard Parse(string path, byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<PolicyCard>(bytes, Json) ?? throw new JsonException("it says null");
        }
        catch (JsonException e)
        {
            throw new PolicyException($"Policy {path}: {CardName} cannot be read: {e.Message}", e);
        }
    }

    private static void Check(PolicyCard card, RobotModel robot, string path)
    {
        if (card.Format != PolicyCard.CurrentFormat)
            throw new PolicyException($"Policy {path}: {CardName} has format {card.Format}; this build reads {PolicyCard.CurrentFormat}. Export the policy again.");
        if (card.Robot != robot.Name)
            throw new PolicyException($"Policy {path} was made for robot '{card.Robot}'; this is '{robot.Name}'.");
        if (!card.JointNames.SequenceEqual(robot.JointNames))
            throw new PolicyException($"Policy {path} has joints [{string.Join(", ", card.JointNames)}]; robot '{robot.Name}' has [{string.Join(", ", robot.JointNames)}], and the order matters.");
        if (card.FlowSteps is < 1 or > MostFlowSteps)
            throw new PolicyException($"Policy {path}: {card.FlowSteps} flow steps; 1 to {MostFlowSteps} are possible.");
    }

    private static byte[] ReadListed(string path, PolicyCard card, string name)
    {
        if (!card.Files.TryGetValue(name, out string? expected))
            throw new PolicyException($"Policy {path}: {CardName} does not list {name}. Export the policy again.");
        byte[] bytes = ReadFile(path, name);
        string found = HashOf(bytes);
        return found == expected
            ? bytes
            : throw new PolicyException($"Policy {path}: {name} has sha256 {found}; {CardName} was written for {expected}. The files do not belong together: copy or export the whole policy again.");
    }

    private static byte[] ReadFile(string path, string name)
    {
        try
        {
            return File.ReadAllBytes(System.IO.Path.Combine(path, name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PolicyException($"Policy {path}: {name} cannot be read: {e.Message}", e);
        }
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
