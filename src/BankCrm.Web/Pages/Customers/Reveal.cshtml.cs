using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Reveals;
using BankCrm.Domain.Customers;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers;

/// <summary>Asks why a masked value is needed, and shows it for a minute. Never by GET: what can be linked to could be sent.</summary>
[Allow(CustomerPermissions.Read)]
public sealed class RevealModel(
    IQueryHandler<GetRevealForm, RevealForm> form, IQueryHandler<RevealValue, RevealedValue> reveal, CurrentUser me, Text text)
    : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [FromQuery] public RevealedField Field { get; set; }

    /// <summary>Of the document, contact point or address.</summary>
    [FromQuery] public Guid? Row { get; set; }

    [BindProperty] public RevealInput Input { get; set; } = new();

    [BindNever] public RevealForm Customer { get; private set; } = null!;

    /// <summary>Null: not asked for yet.</summary>
    public RevealAnswer? Answer { get; private set; }

    public async Task LoadAsync(CancellationToken ct) => Customer = await form.HandleAsync(new(Id), ct);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        using var turn = await RevealTurns.TakeAsync(me.Person, ct);
        var revealed = await reveal.HandleAsync(new(Id, Field, Row, Input.Reason, Input.Text), ct);
        var inWords = Field is RevealedField.Income && Enum.TryParse<IncomeBand>(revealed.Value, out var band) ? text[band] : revealed.Value;
        Answer = RevealAnswer.To(Response, revealed with { Value = inWords }, Url.Content($"~/customers/{Id}"));
        if (RevealAnswer.IsAskedByScript(Request))
        {
            return Partial("_Revealed", Answer);
        }

        await LoadAsync(ct);
        return Page();
    }
}
