using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Account;

[Allow(AllowAttribute.Everyone)]
[RequestSizeLimit(16 * 1024)]
public sealed class RenamePasskeyModel(IQueryHandler<GetMyPasskey, MyPasskey> getPasskey, ICommandHandler<RenamePasskey> rename) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public RenamePasskey Input { get; set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        var row = (await getPasskey.HandleAsync(new(Id), ct)).Row;
        Input = new(row.Id, row.Version, row.Name);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await rename.HandleAsync(Input with { Id = Id }, ct);
        return this.Done("The passkey has its new name.", "Security");
    }
}
