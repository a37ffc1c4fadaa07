using System.Net;
using Microsoft.AspNetCore.Http;

namespace DexGrasp.App.WebConsole;

/// <summary>
/// Refuses what did not come from the console's own page: requests under foreign names (a name that an attacker lets point here) and
/// posts and connections that other sites' pages make. Sets the headers that keep the page to itself.
/// </summary>
/// <param name="options">Where the console listens and under which names.</param>
internal sealed class RequestGuard(ConsoleOptions options)
{
    private const string OfPage = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    private readonly bool _isLocal = IPAddress.IsLoopback(options.Listen);

    /// <summary>Lets a request on, or answers it.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = OfPage;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        try
        {
            Check(context.Request);
            await next(context).ConfigureAwait(false);
        }
        catch (ConsoleRequestException e) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = e.Status;
            context.Response.ContentType = "application/json";
            await context.Response.Body.WriteAsync(ConsoleJson.Write(new { Error = e.Message }), context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The browser has gone.
        }
    }

    private void Check(HttpRequest request)
    {
        if (!IsOurName(request.Host.Host))
            throw new ConsoleRequestException(StatusCodes.Status421MisdirectedRequest, $"This console is not reached as '{request.Host.Host}'. Use its address, or start it with --host NAME.");
        bool changes = !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);
        if (!changes && !request.HttpContext.WebSockets.IsWebSocketRequest)
            return;
        string origin = request.Headers.Origin.ToString(), site = request.Headers["Sec-Fetch-Site"].ToString();
        bool isForeign = origin.Length > 0
            ? !Uri.TryCreate(origin, UriKind.Absolute, out Uri? from) || !from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)
            : site.Length > 0 && site is not ("same-origin" or "none");
        if (isForeign)
            throw new ConsoleRequestException(StatusCodes.Status403Forbidden, "The request came from another site's page. Nothing was done.");
    }

    // An address cannot be made to point elsewhere, a name can.
    private bool IsOurName(string host)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address))
            return !_isLocal || IPAddress.IsLoopback(address);
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (!_isLocal && host.Equals(Environment.MachineName, StringComparison.OrdinalIgnoreCase))
            || options.Hosts.Contains(host, StringComparer.OrdinalIgnoreCase);
    }
}
