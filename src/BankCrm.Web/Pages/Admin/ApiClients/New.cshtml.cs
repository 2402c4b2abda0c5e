using BankCrm.Application.Admin;
using BankCrm.Application.Admin.ApiClients;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.ApiClients;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Admin.ApiClients;

[Allow(AdminPermissions.ChangeApiClients)]
public sealed class NewApiClientModel(IQueryHandler<GetApiChoices, ApiChoices> getChoices, ICommandHandler<CreateApiClient> create) : PageModel, ILoads
{
    private ApiChoices choices = new([]);

    [BindProperty] public CreateApiClient Input { get; set; } = null!;

    public ApiClientFields Fields => ApiClientFields.Of(Input, choices.Branches);

    public async Task LoadAsync(CancellationToken ct) => choices = await getChoices.HandleAsync(new(), ct);

    public void OnGet() => Input = new(Guid.CreateVersion7(), "", "", [], AllBranches: false, [], "", ApiClient.UsualRate, ValidUntil: null, "");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var command = Input with { Secret = ApiSecret.New() };
        await create.HandleAsync(command, ct);
        TempData[ApiClientModel.SecretKey] = command.Secret;
        return RedirectToPage("Details", new { Id = command.ClientId });
    }
}
