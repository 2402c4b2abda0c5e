using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Overview;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts.Transactions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Accounts;

/// <summary>One account: what it holds, who holds it, and its movements.</summary>
[Allow(AccountPermissions.Read, AccountPermissions.ReadOwn)]
public sealed class DetailsModel(IQueryHandler<GetAccount, AccountOverview> get, CurrentUser me) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)] public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)] public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)] public decimal? Least { get; set; }

    [BindProperty(SupportsGet = true)] public decimal? Most { get; set; }

    [BindProperty(SupportsGet = true)] public MoneyDirection? Direction { get; set; }

    [BindProperty(SupportsGet = true)] public TransactionKind? Kind { get; set; }

    [BindProperty(SupportsGet = true)] public TransactionCategory? Category { get; set; }

    [BindProperty(SupportsGet = true)] public string? Words { get; set; }

    public AccountOverview Account { get; private set; } = null!;

    public TransactionFilter Filter => new(From, To, Least, Most, Direction, Kind, Category, Words);

    public bool MayCorrect => me.May(AccountPermissions.CorrectCategory);

    public bool MayMakeStatement => me.May(AccountPermissions.MakeStatement);

    public async Task OnGetAsync(string? after, CancellationToken ct)
    {
        if (To < From)
        {
            ModelState.AddModelError(nameof(To), "The last day is before the first.");
        }

        if (Most < Least)
        {
            ModelState.AddModelError(nameof(Most), "The amount at most is below the amount at least.");
        }

        Account = await get.HandleAsync(new(Id, Filter, after), ct);
    }
}
