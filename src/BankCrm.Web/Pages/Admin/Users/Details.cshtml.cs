using BankCrm.Application.Admin;
using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Users;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Admin.Users;

[Allow(AdminPermissions.Read)]
public sealed class DetailsModel(
    IQueryHandler<GetUser, UserDetails> getUser, ICommandHandler<DisableUser> disable, ICommandHandler<EnableUser> enable,
    ICommandHandler<ResetPassword> resetPassword, ICommandHandler<EndSessions> endSessions, ICommandHandler<EndCover> endCover,
    ICommandHandler<ProposeFactorReset> proposeReset, ICommandHandler<DoFactorReset> doReset, ICommandHandler<DropFactorReset> dropReset, SessionDirectory sessions) : PageModel, ILoads
{
    internal const string OneTimePasswordKey = "OneTimePassword";

    [FromRoute] public Guid Id { get; set; }

    /// <summary>How they know that it is the colleague who asks.</summary>
    [BindProperty] public string? Reason { get; set; }

    public UserDetails Details { get; private set; } = null!;

    /// <summary>Shown once, to whoever made it.</summary>
    public string? Password { get; private set; }

    public async Task LoadAsync(CancellationToken ct) => Details = await getUser.HandleAsync(new(Id), ct);

    public void OnGet() => Password = TempData[OneTimePasswordKey] as string;

    public async Task<IActionResult> OnPostDisableAsync(uint version, CancellationToken ct)
    {
        await disable.HandleAsync(new(Id, version), ct);
        return Done("The user is disabled and signed out everywhere.");
    }

    public async Task<IActionResult> OnPostEnableAsync(uint version, CancellationToken ct)
    {
        await enable.HandleAsync(new(Id, version), ct);
        return Done("The user may sign in again.");
    }

    public async Task<IActionResult> OnPostResetPasswordAsync(uint version, CancellationToken ct)
    {
        var password = OneTimePassword.New();
        await resetPassword.HandleAsync(new(Id, version, password), ct);
        sessions.Refresh();
        TempData[OneTimePasswordKey] = password;
        return RedirectToPage(new { Id });
    }

    public async Task<IActionResult> OnPostProposeResetAsync(Guid reset, CancellationToken ct)
    {
        await proposeReset.HandleAsync(new(reset, Id, Reason ?? ""), ct);
        return Done("It waits for a second administrator.");
    }

    public async Task<IActionResult> OnPostDoResetAsync(Guid reset, uint version, CancellationToken ct)
    {
        await doReset.HandleAsync(new(reset, version), ct);
        return Done("The second factor is taken away, and the user is signed out everywhere.");
    }

    public async Task<IActionResult> OnPostDropResetAsync(Guid reset, uint version, CancellationToken ct)
    {
        await dropReset.HandleAsync(new(reset, version), ct);
        return Done("The second factor stays.");
    }

    public async Task<IActionResult> OnPostEndSessionsAsync(CancellationToken ct)
    {
        await endSessions.HandleAsync(new(Id), ct);
        return Done("The user is signed out everywhere.");
    }

    public async Task<IActionResult> OnPostEndCoverAsync(uint version, Guid coverId, CancellationToken ct)
    {
        await endCover.HandleAsync(new(Id, version, coverId), ct);
        return Done("The cover has ended.");
    }

    private RedirectToPageResult Done(string sentence)
    {
        sessions.Refresh(); // what was taken away is gone on the next click, here at once
        return this.Done(sentence, "Details", new { Id });
    }
}
