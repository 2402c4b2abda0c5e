using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Notices;
using BankCrm.Web.Platform;
using BankCrm.Web.Platform.Security;

namespace BankCrm.Web.Pages.Tasks.Notices;

/// <summary>
/// What the bell in the top bar hears: a stream of counts, each within a moment of the change; and the count alone for browsers to which no stream gets
/// through. Nothing here keeps a session alive, and an open stream holds neither a connection to the database nor a context.
/// </summary>
internal sealed class BellApi : IEndpoints
{
    /// <summary>Between two looks whether the session still is: its end by hand is heard at once.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>While the database cannot be listened to.</summary>
    private static readonly TimeSpan Impatience = TimeSpan.FromSeconds(5);

    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/notices/stream", StreamAsync).RequireAuthorization(AllowAttribute.Everyone).WithMetadata(new AskedByItself()).ExcludeFromDescription();
        app.MapGet("/notices/count", (IServiceProvider services, CancellationToken ct) => services.CountNoticesAsync(ct)).RequireAuthorization(AllowAttribute.Everyone)
            .WithMetadata(new AskedByItself()).ExcludeFromDescription();
    }

    private static async Task StreamAsync(
        HttpContext context, Bell bell, SessionDirectory sessions, IServiceScopeFactory scopes, IHostApplicationLifetime host, TimeProvider clock, CurrentUser user)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, host.ApplicationStopping);
        var answer = context.Response;
        answer.ContentType = "text/event-stream";
        answer.Headers["X-Accel-Buffering"] = "no"; // a proxy in between must pass it on at once
        using var ear = bell.Listen(user.Person, user.SessionId);
        try
        {
            var heard = (bool?)true;
            while (heard is not false)
            {
                await answer.WriteAsync(
                    heard is true || !bell.IsLive ? $"event: count\ndata: {await CountAsync(scopes, user, end.Token)}\n\n" : ": still here\n\n", end.Token);
                await answer.Body.FlushAsync(end.Token);
                heard = await ear.WaitAsync(bell.IsLive ? Patience : Impatience, clock, end.Token);
                if (heard is null)
                {
                    var now = await sessions.PeekAsync(context.Request.Cookies[SessionCookie.NameFor(context.Request)] ?? "", end.Token);
                    (user, heard) = now is null ? (user, false) : (now, heard);
                }
            }

            await answer.WriteAsync("event: over\ndata:\n\n", end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // the browser went away, or the program stops: it will ask again
        }
    }

    // In a scope that ends at once: what it borrows for counting it gives back.
    private static async Task<int> CountAsync(IServiceScopeFactory scopes, CurrentUser user, CancellationToken ct)
    {
        await using var scope = scopes.CreateWork(user);
        return await scope.ServiceProvider.CountNoticesAsync(ct);
    }
}
