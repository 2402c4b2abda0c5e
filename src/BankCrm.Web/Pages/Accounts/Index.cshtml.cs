using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.List;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts;
using BankCrm.Web.Platform.Localisation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace BankCrm.Web.Pages.Accounts;

/// <summary>The accounts of the customers one serves.</summary>
[Allow(AccountPermissions.Read, AccountPermissions.ReadOwn)]
public sealed class IndexModel(IQueryHandler<ListAccounts, Page<AccountRow>> list, Text text) : PageModel
{
    private static readonly string[] Usual = ["CNY", "USD", "EUR", "HKD", "GBP", "JPY"];

    [BindProperty(SupportsGet = true)] public string? Number { get; set; }

    [BindProperty(SupportsGet = true)] public AccountKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)] public AccountStatus? Status { get; set; }

    [BindProperty(SupportsGet = true)] public string? Currency { get; set; }

    [BindProperty(SupportsGet = true)] public int? MaturesWithin { get; set; }

    public Page<AccountRow> List { get; private set; } = null!;

    public bool IsFiltered => !string.IsNullOrEmpty(Number) || !string.IsNullOrEmpty(Currency) || (Kind, Status, MaturesWithin) is not (null, null, null);

    public IEnumerable<SelectListItem> Currencies => Usual.Select(code => new SelectListItem(code, code));

    public IEnumerable<SelectListItem> Maturities => [new(text["Matures within 30 days"], "30"), new(text["Matures within 90 days"], "90")];

    public async Task OnGetAsync(string? after, CancellationToken ct) =>
        List = await list.HandleAsync(new(Number, Kind, Status, Currency, MaturesWithin, after), ct);
}
