using BankCrm.Application.Campaigns.Responses;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Campaigns.Responses;

/// <summary>One contact of a campaign: what a colleague says, and what the customer answers.</summary>
[Allow(ResponsePermissions.Answer)]
public sealed class ContactModel(IQueryHandler<GetContact, ContactShown> getContact, ICommandHandler<RecordAnswer> record) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [BindProperty] public RecordAnswer Input { get; set; } = new();

    public ContactShown Contact { get; private set; } = null!;

    public async Task LoadAsync(CancellationToken ct) => Contact = await getContact.HandleAsync(new(Id), ct);

    public void OnGet() => Input = new() { Id = Id, Version = Contact.Version };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await record.HandleAsync(Input with { Id = Id }, ct);
        return this.Done("The answer is written down.", "Contact", new { Id });
    }
}
