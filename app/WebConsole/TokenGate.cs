using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace DexGrasp.App.WebConsole;

/// <summary>Lets in who knows the token: programs with a bearer header, browsers with a cookie that a login gave them.</summary>
/// <param name="token">The token; null lets everyone in.</param>
internal sealed class TokenGate(string? token) : IDisposable
{
    private const string CookieName = "dexgrasp-console";
    private const string Bearer = "Bearer ";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly byte[]? _hash = token is null ? null : Hash(token);
    private readonly string _session = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
    private readonly SemaphoreSlim _oneGuess = new(1);

    /// <summary>Gets whether a token is needed.</summary>
    public bool IsClosed => _hash is not null;

    /// <summary>Returns whether a request may go on.</summary>
    public bool Admits(HttpRequest request)
    {
        if (_hash is null)
            return true;
        string header = request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.Ordinal))
            return Fits(header[Bearer.Length..].Trim());
        return request.Cookies[CookieName] is { } cookie && CryptographicOperations.FixedTimeEquals(Hash(cookie), Hash(_session));
    }

    /// <summary>Lets a browser in that gives the token; a wrong one is answered slowly, one at a time.</summary>
    /// <returns>False when it does not fit.</returns>
    public async Task<bool> LogInAsync(HttpContext context, string given)
    {
        if (!Fits(given))
        {
            await _oneGuess.WaitAsync(context.RequestAborted).ConfigureAwait(false);
            try
            {
                await Task.Delay(Pause, TimeProvider.System, context.RequestAborted).ConfigureAwait(false);
            }
            finally
            {
                _oneGuess.Release();
            }

            return false;
        }

        context.Response.Cookies.Append(CookieName, _session, new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            Path = "/",
        });
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _oneGuess.Dispose();

    // Hashes have one length, so that the time tells nothing about the token, its length included.
    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private bool Fits(string given) => _hash is null || CryptographicOperations.FixedTimeEquals(Hash(given), _hash);
}
