using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Reveals;
using BankCrm.Application.Common;
using BankCrm.Web.Pages.Customers;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Accounts;

/// <summary>Asks why the whole number of an account is needed, and shows it for a minute.</summary>
[Allow(AccountPermissions.Read, AccountPermissions.ReadOwn)]
public sealed class RevealNumberModel(
    IQueryHandler<GetAccountRevealForm, AccountRevealForm> form, IQueryHandler<RevealAccountNumber, RevealedNumber> reveal, CurrentUser me) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public RevealInput Input { get; set; } = new();

    [BindNever] public AccountRevealForm Account { get; private set; } = null!;

    /// <summary>Null: not asked for yet.</summary>
    public RevealAnswer? Answer { get; private set; }

    public async Task LoadAsync(CancellationToken ct) => Account = await form.HandleAsync(new(Id), ct);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        using var turn = await RevealTurns.TakeAsync(me.Person, ct);
        var revealed = await reveal.HandleAsync(new(Id, Input.Reason, Input.Text), ct);
        Answer = RevealAnswer.To(Response, revealed.Number, Url.Content($"~/accounts/{Id}"));
        if (RevealAnswer.IsAskedByScript(Request))
        {
            return Partial("/Pages/Customers/_Revealed.cshtml", Answer);
        }

        await LoadAsync(ct);
        return Page();
    }
}
