using BankCrm.Application.Admin;
using BankCrm.Application.Admin.ApiClients;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.ApiClients;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Admin.ApiClients;

[Allow(AdminPermissions.ReadApiClients)]
public sealed class ApiClientModel(
    IQueryHandler<GetApiClient, ApiClientDetails> getClient, ICommandHandler<DisableApiClient> disable, ICommandHandler<EnableApiClient> enable,
    ICommandHandler<RotateSecret> rotate, ICommandHandler<WithdrawSecret> withdraw, ICommandHandler<AgreeToApiClient> agree, ICommandHandler<DropApiClientProposal> drop, ApiClientDirectory clients, TimeProvider clock, CurrentUser me)
    : PageModel, ILoads
{
    internal const string SecretKey = "ApiSecret";

    [FromRoute] public Guid Id { get; set; }

    public ApiClientDetails Client { get; private set; } = null!;

    /// <summary>Shown once, to whoever made it.</summary>
    public string? Secret { get; private set; }

    public bool MayChange => me.May(AdminPermissions.ChangeApiClients);

    public ApiClientState State => ApiClientStates.Of(
        Client.DisabledAt, Client.ValidUntil, Client.Secrets.Max(s => (DateTimeOffset?)s.ExpiresAt), clock.GetUtcNow());

    public async Task LoadAsync(CancellationToken ct) => Client = await getClient.HandleAsync(new(Id), ct);

    public void OnGet() => Secret = TempData[SecretKey] as string;

    public async Task<IActionResult> OnPostRotateAsync(Guid proposal, uint version, int overlapHours, CancellationToken ct)
    {
        var secret = ApiSecret.New();
        await rotate.HandleAsync(new(proposal, Id, version, overlapHours, secret), ct);
        clients.Refresh();
        TempData[SecretKey] = secret;
        return RedirectToPage(new { Id });
    }

    public async Task<IActionResult> OnPostWithdrawAsync(uint version, Guid secretId, CancellationToken ct)
    {
        await withdraw.HandleAsync(new(Id, version, secretId), ct);
        return Done("The secret has been withdrawn.");
    }

    public async Task<IActionResult> OnPostDisableAsync(uint version, CancellationToken ct)
    {
        await disable.HandleAsync(new(Id, version), ct);
        return Done("The API client is disabled.");
    }

    public async Task<IActionResult> OnPostEnableAsync(Guid proposal, uint version, CancellationToken ct)
    {
        await enable.HandleAsync(new(proposal, Id, version), ct);
        return Done("It is proposed. Another administrator decides.");
    }

    public async Task<IActionResult> OnPostAgreeAsync(Guid proposal, uint proposalVersion, uint version, CancellationToken ct)
    {
        await agree.HandleAsync(new(proposal, proposalVersion, version), ct);
        return Done("What was proposed holds from now on.");
    }

    public async Task<IActionResult> OnPostDropAsync(Guid proposal, uint proposalVersion, CancellationToken ct)
    {
        await drop.HandleAsync(new(proposal, proposalVersion), ct);
        return Done("What was proposed does not come about.");
    }

    private RedirectToPageResult Done(string sentence)
    {
        clients.Refresh(); // what was taken away is gone on the next call, here at once
        return this.Done(sentence, "Details", new { Id });
    }
}
