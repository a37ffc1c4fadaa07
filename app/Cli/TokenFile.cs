namespace DexGrasp.App.Cli;

/// <summary>Reads a token from a file, so that it stands neither in the command line nor in the process list.</summary>
internal static class TokenFile
{
    private const int Shortest = 16;
    private const int Longest = 256;

    /// <summary>Reads the first line of a file.</summary>
    /// <param name="option">Name of the option, for the message.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="UserErrorException">It is not there, others may read it, or the token is too short or too long.</exception>
    public static string Read(string option, FileInfo file)
    {
        if (!file.Exists)
            throw new UserErrorException($"{option}: there is no file {file.FullName}.", "Make one: (umask 077; head -c 24 /dev/urandom | base64 > token.txt)");
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && (file.UnixFileMode & others) != 0)
            throw new UserErrorException($"{option}: other users may read or write {file.FullName}.", $"chmod 600 {file.FullName}");
        string token = File.ReadLines(file.FullName).FirstOrDefault()?.Trim() ?? "";
        return token.Length is >= Shortest and <= Longest ? token
            : throw new UserErrorException($"{option}: the token in {file.FullName} has {token.Length} characters; {Shortest} to {Longest} are allowed.", "Make one: (umask 077; head -c 24 /dev/urandom | base64 > token.txt)");
    }
}
