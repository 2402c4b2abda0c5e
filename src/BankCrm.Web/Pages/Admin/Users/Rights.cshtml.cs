using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Admin.Users;

[Allow(AdminPermissions.Read)]
public sealed class RightsModel(IQueryHandler<GetRights, UserRights> getRights) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    public UserRights Rights { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) => Rights = await getRights.HandleAsync(new(Id), ct);
}
