using DexGrasp.App.Operators;
using DexGrasp.Planner.Operators;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DexGrasp.App.WebConsole;

/// <summary>What browsers and programs can ask of a console; docs/console.md lists it.</summary>
internal sealed class ConsoleEndpoints(
    ConsoleOptions options, ConsoleHub hub, RobotView robot, ConsoleDialogue dialogue, TokenGate gate, PageFiles page, RecordingLibrary library,
    CancellationToken end)
{
    private static readonly HashSet<string> WithoutToken = ["/login", "/console.css", "/api/health"];

    /// <summary>Registers all of them.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", context => page.SendAsync(context, "/index.html"));
        foreach (string path in page.Paths)
            routes.MapGet(path, context => page.SendAsync(context, path));
        routes.MapGet("/login", context => page.SendAsync(context, "/login.html"));
        routes.MapPost("/login", LogInAsync);
        routes.MapGet("/api/health", context => AnswerAsync(context, new { Status = "ok" }));
        routes.MapGet("/api/state", context => WriteAsync(context, StatusCodes.Status200OK, hub.Snapshot()));
        routes.MapGet("/api/robot", context => AnswerAsync(context, robot));
        routes.MapGet("/api/recordings", context => AnswerAsync(context, library.List()));
        routes.MapGet("/files/{**path}", context => library.SendAsync(context, (string?)context.Request.RouteValues["path"] ?? ""));
        routes.MapPost("/api/stop", StopAsync);
        routes.MapPost("/api/goal", ProposeAsync);
        routes.MapPost("/api/goal/confirm", ConfirmAsync);
        routes.MapPost("/api/goal/cancel", CancelAsync);
        routes.MapPost("/api/reset", ResetAsync);
        routes.MapGet("/ws", ConnectAsync);
        routes.MapFallback(_ => throw new ConsoleRequestException(StatusCodes.Status404NotFound, "There is nothing here."));
    }

    /// <summary>Turns away who does not know the token.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        string path = context.Request.Path.Value ?? "/";
        if (WithoutToken.Contains(path) || gate.Admits(context.Request))
        {
            await next(context).ConfigureAwait(false);
        }
        else if (HttpMethods.IsGet(context.Request.Method) && path is "/" or "/index.html")
        {
            context.Response.Redirect("/login");
        }
        else
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            throw new ConsoleRequestException(StatusCodes.Status401Unauthorized, "The console's token is needed, as a bearer header or by a login at /login.");
        }
    }

    private static Task AnswerAsync<T>(HttpContext context, T answer, int status = StatusCodes.Status200OK) => WriteAsync(context, status, ConsoleJson.Write(answer));

    private static Task WriteAsync(HttpContext context, int status, byte[] json)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(json, context.RequestAborted).AsTask();
    }

    // Stopping is always safe: whatever the body is, it stops.
    private async Task StopAsync(HttpContext context)
    {
        StopNotice notice = await dialogue.StopAsync().ConfigureAwait(false);
        await AnswerAsync(context, notice, notice.Phase == StopNotice.Latched ? StatusCodes.Status200OK : StatusCodes.Status504GatewayTimeout).ConfigureAwait(false);
    }

    private async Task ProposeAsync(HttpContext context)
    {
        GoalBody body = await JsonBody.ReadAsync<GoalBody>(context.Request).ConfigureAwait(false);
        SessionTurn answer = dialogue.Say(body.Words);
        bool waits = answer.Turn.Kind == DialogueTurnKind.ReadBack;
        string kind = answer.Turn.Kind switch { DialogueTurnKind.ReadBack => "Plan", DialogueTurnKind.Stopping => "Stop", var other => other.ToString() };
        string text = waits ? answer.Pending!.Command.Meaning : string.Join(' ', answer.Turn.Replies);
        StopNotice? notice = answer.Stop is { } stop ? await stop.ConfigureAwait(false) : null;
        await AnswerAsync(context, new { Kind = kind, Text = text, Proposal = waits ? TaskProposal.Of(answer.Pending!) : null, Stop = notice }).ConfigureAwait(false);
    }

    private async Task ConfirmAsync(HttpContext context)
    {
        ProposalBody body = await JsonBody.ReadAsync<ProposalBody>(context.Request).ConfigureAwait(false);
        await RequireAsync(dialogue.Confirm(body.Id), DialogueTurnKind.Confirmed).ConfigureAwait(false);
        await AnswerAsync(context, new { Sent = true }).ConfigureAwait(false);
    }

    private async Task CancelAsync(HttpContext context)
    {
        ProposalBody body = await JsonBody.ReadAsync<ProposalBody>(context.Request).ConfigureAwait(false);
        await RequireAsync(dialogue.Cancel(body.Id), DialogueTurnKind.Cancelled).ConfigureAwait(false);
        await AnswerAsync(context, new { Cancelled = true }).ConfigureAwait(false);
    }

    private async Task ResetAsync(HttpContext context)
    {
        await JsonBody.ReadAsync<ResetBody>(context.Request).ConfigureAwait(false);
        if (options.OperatorToken.Length == 0)
            throw new ConsoleRequestException(StatusCodes.Status403Forbidden, "This console does not know the driver host's operator token; start it with --operator-token-file to reset from here.");
        await RequireAsync(dialogue.Reset(), DialogueTurnKind.Confirmed).ConfigureAwait(false);
        await AnswerAsync(context, new { Reset = true }).ConfigureAwait(false);
    }

    private static async Task RequireAsync(SessionTurn answer, DialogueTurnKind kind)
    {
        if ((answer.Turn.Kind == kind ? await answer.Done.ConfigureAwait(false) : string.Join(' ', answer.Turn.Replies)) is { } error)
            throw new ConsoleRequestException(StatusCodes.Status409Conflict, error);
    }

    private async Task LogInAsync(HttpContext context)
    {
        string form = await JsonBody.ReadTextAsync(context.Request).ConfigureAwait(false);
        string given = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(form).TryGetValue("token", out Microsoft.Extensions.Primitives.StringValues value) ? value.ToString() : "";
        bool fits = await gate.LogInAsync(context, given.Trim()).ConfigureAwait(false);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = fits ? "/" : "/login?again";
    }

    private async Task ConnectAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
            throw new ConsoleRequestException(StatusCodes.Status426UpgradeRequired, "This is a WebSocket's address.");
        var outbox = new BrowserOutbox(robot.Cameras.Count);
        if (!hub.Join(outbox))
            throw new ConsoleRequestException(StatusCodes.Status503ServiceUnavailable, $"{ConsoleHub.MostBrowsers} browsers are connected already; close one.");
        try
        {
            using System.Net.WebSockets.WebSocket socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
            await BrowserSocket.RunAsync(socket, outbox, end).ConfigureAwait(false);
        }
        finally
        {
            hub.Leave(outbox);
        }
    }

    private sealed record GoalBody
    {
        public required string Words { get; init; }
    }

    private sealed record ProposalBody
    {
        public required long Id { get; init; }
    }

    private sealed record ResetBody
    {
        public required bool Confirmed { get; init; }
    }
}
