using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Relationships;
using BankCrm.Application.Customers.Search;
using BankCrm.Domain.Customers.Relationships;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.Relationships;

/// <summary>Relates another customer: first they are found, then it is said what they are.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed class NewModel(
    IQueryHandler<GetRelationForm, RelationForm> getForm, IQueryHandler<FindCustomers, FoundCustomers> find, IQueryHandler<WasAdded, bool> wasAdded,
    ICommandHandler<AddRelation> add) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    /// <summary>The other customer, once chosen.</summary>
    [FromQuery] public Guid? With { get; set; }

    /// <summary>What was typed to find them.</summary>
    [FromQuery(Name = "q")] public string? Typed { get; set; }

    [BindProperty] public AddRelation Input { get; set; } = new();

    public RelationForm Form { get; private set; } = null!;

    public FoundCustomers? Found { get; private set; }

    public async Task LoadAsync(CancellationToken ct)
    {
        Form = await getForm.HandleAsync(new(Id, With), ct);
        if (With is null && !string.IsNullOrWhiteSpace(Typed))
        {
            Found = await find.HandleAsync(new(Typed), ct);
        }
    }

    public void OnGet() => Input = new() { Role = Form.Roles is [var first, ..] ? first : default };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await new Once(wasAdded).AddAsync(() => add.HandleAsync(Input with { CustomerId = Id, OtherId = With ?? Guid.Empty }, ct), Input.Id, ct);
        this.Say("The relation is saved; it stands on both records.");
        return LocalRedirect($"~/customers/{Id}/relations");
    }
}
