using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Admin.Users;

[Allow(AdminPermissions.Read)]
public sealed class ListUsersModel(IQueryHandler<ListUsers, UserList> list, CurrentUser me) : PageModel
{
    [BindProperty(SupportsGet = true)] public string? Search { get; set; }

    [BindProperty(SupportsGet = true)] public Guid? BranchId { get; set; }

    [BindProperty(SupportsGet = true)] public Guid? RoleId { get; set; }

    [BindProperty(SupportsGet = true)] public UserState? State { get; set; }

    public UserList List { get; private set; } = null!;

    public bool MayChange => me.May(AdminPermissions.ChangeUsers);

    public async Task OnGetAsync(string? sort, string? after, CancellationToken ct) =>
        List = await list.HandleAsync(new(Search, BranchId, RoleId, State, sort, after), ct);
}
