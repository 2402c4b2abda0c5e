using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Web.Platform;
using BankCrm.Web.Platform.Security;

namespace BankCrm.Web.Pages.Account;

/// <summary>Before a session ends for want of a click, the page warns: it asks how long there is left, which is no click, and may stay, which is one.</summary>
internal sealed class SessionApi : IEndpoints
{
    public void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/account/session", LeftAsync).RequireAuthorization(AllowAttribute.Everyone).WithMetadata(new AskedByItself()).ExcludeFromDescription();
        app.MapGet("/account/session/stay", LeftAsync).RequireAuthorization(AllowAttribute.Everyone).ExcludeFromDescription();
    }

    // Whole seconds.
    private static async Task<long> LeftAsync(SessionDirectory sessions, CurrentUser user, CancellationToken ct) =>
        user.SessionId is { } id && await sessions.LeftAsync(id, ct) is { } left ? Math.Max(0, (long)left.TotalSeconds) : 0;
}
