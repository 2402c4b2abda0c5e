using System.Globalization;
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
    public const int SecondsShown = 60;

    [FromRoute] public Guid Id { get; set; }

    [FromQuery] public RevealedField Field { get; set; }

    /// <summary>Of the document, contact point or address.</summary>
    [FromQuery] public Guid? Row { get; set; }

    [BindProperty] public RevealInput Input { get; set; } = new();

    [BindNever] public RevealForm Customer { get; private set; } = null!;

    /// <summary>Null: not revealed.</summary>
    public string? Value { get; private set; }

    /// <summary>Too many were revealed lately: for how long there are no more.</summary>
    public int WaitMinutes { get; private set; }

    public async Task LoadAsync(CancellationToken ct) => Customer = await form.HandleAsync(new(Id), ct);

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        using var turn = await RevealTurns.TakeAsync(me.Person, ct);
        var revealed = await reveal.HandleAsync(new(Id, Field, Row, Input.Reason, Input.Text), ct);
        if (revealed.Value is null)
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Response.Headers.RetryAfter = revealed.WaitFor.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
            WaitMinutes = (int)Math.Ceiling(revealed.WaitFor.TotalMinutes);
        }

        Value = Field is RevealedField.Income && Enum.TryParse<IncomeBand>(revealed.Value, out var band) ? text[band] : revealed.Value;
        if (Request.Headers.ContainsKey("X-Fragment"))
        {
            return Partial("_Revealed", this);
        }

        await LoadAsync(ct);
        if (Value is not null)
        {
            Response.Headers["Refresh"] = $"{SecondsShown};url={Url.Content("~/customers/")}{Id}"; // without script it is the browser that hides it
        }

        return Page();
    }
}

/// <param name="Text">Needed where none of the reasons offered is the right one.</param>
public sealed record RevealInput(RevealReason? Reason = null, string? Text = null);
