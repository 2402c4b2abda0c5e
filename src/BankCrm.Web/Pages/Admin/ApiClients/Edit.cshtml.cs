using BankCrm.Application.Admin;
using BankCrm.Application.Admin.ApiClients;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Admin.ApiClients;

[Allow(AdminPermissions.ChangeApiClients)]
public sealed class EditApiClientModel(
    IQueryHandler<GetApiClient, ApiClientDetails> getClient, IQueryHandler<GetApiChoices, ApiChoices> getChoices,
    ICommandHandler<ChangeApiClient> change, ApiClientDirectory clients) : PageModel, ILoads
{
    private ApiChoices choices = new([]);

    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public ChangeApiClient Input { get; set; } = null!;

    public ApiClientDetails Client { get; private set; } = null!;

    public ApiClientFields Fields => ApiClientFields.Of(Input, choices.Branches);

    public async Task LoadAsync(CancellationToken ct)
    {
        Client = await getClient.HandleAsync(new(Id), ct);
        choices = await getChoices.HandleAsync(new(), ct);
    }

    public void OnGet() => Input = new(
        Guid.CreateVersion7(), Id, Client.Version, Client.Name, Client.Scopes, Client.AllBranches, [.. Client.Branches.Select(b => b.Id)],
        string.Join('\n', Client.Addresses), Client.RatePerMinute, Client.ValidUntil);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await change.HandleAsync(Input with { ClientId = Id }, ct);
        clients.Refresh();
        var waits = (await getClient.HandleAsync(new(Id), ct)).Waiting is not null;
        return this.Done(waits ? "It is proposed. Another administrator decides." : "The API client has been changed.", "Details", new { Id });
    }
}
