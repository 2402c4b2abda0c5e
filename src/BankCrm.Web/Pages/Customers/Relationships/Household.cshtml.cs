using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Relationships;
using BankCrm.Application.Customers.Search;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.Relationships;

/// <summary>The household of a customer: who is in it, who is its head.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed class HouseholdModel(
    IQueryHandler<GetHousehold, HouseholdShown?> getHousehold, IQueryHandler<GetRelationForm, RelationForm> getForm,
    IQueryHandler<FindCustomers, FoundCustomers> find, IQueryHandler<WasAdded, bool> wasAdded, ICommandHandler<FormHousehold> form,
    ICommandHandler<JoinHousehold> join, ICommandHandler<LeaveHousehold> leave, ICommandHandler<ChangeHead> changeHead,
    ICommandHandler<RenameHousehold> rename, ICommandHandler<DissolveHousehold> dissolve, Text text) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    /// <summary>Who is to join, once chosen.</summary>
    [FromQuery] public Guid? With { get; set; }

    /// <summary>What was typed to find them.</summary>
    [FromQuery(Name = "q")] public string? Typed { get; set; }

    [BindProperty] public FormHousehold Input { get; set; } = new();

    public RelationForm Form { get; private set; } = null!;

    /// <summary>Null: they live in none.</summary>
    public HouseholdShown? Household { get; private set; }

    public FoundCustomers? Found { get; private set; }

    public async Task LoadAsync(CancellationToken ct)
    {
        Form = await getForm.HandleAsync(new(Id, With), ct);
        Household = await getHousehold.HandleAsync(new(Id), ct);
        if (Household is not null && With is null && !string.IsNullOrWhiteSpace(Typed))
        {
            Found = await find.HandleAsync(new(Typed), ct);
        }
    }

    public void OnGet() => Input = new() { Name = text["Household of {0}", Form.Customer] };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await new Once(wasAdded).AddAsync(() => form.HandleAsync(Input with { CustomerId = Id }, ct), Input.Id, ct);
        return Saved("The household is saved.");
    }

    public async Task<IActionResult> OnPostJoinAsync(uint version, DateOnly? since, CancellationToken ct)
    {
        await join.HandleAsync(new() { CustomerId = Id, Version = version, OtherId = With ?? Guid.Empty, Since = since }, ct);
        return Saved("The household has a new member.");
    }

    public async Task<IActionResult> OnPostRenameAsync(uint version, string? name, CancellationToken ct)
    {
        await rename.HandleAsync(new(Id, version, name), ct);
        return Saved("The household has a new name.");
    }

    public async Task<IActionResult> OnPostLeaveAsync(uint version, Guid memberId, CancellationToken ct)
    {
        await leave.HandleAsync(new(Id, memberId, version), ct);
        return Saved("The member has left the household.");
    }

    public async Task<IActionResult> OnPostHeadAsync(uint version, Guid memberId, CancellationToken ct)
    {
        await changeHead.HandleAsync(new(Id, memberId, version), ct);
        return Saved("The household has a new head.");
    }

    public async Task<IActionResult> OnPostDissolveAsync(uint version, CancellationToken ct)
    {
        await dissolve.HandleAsync(new(Id, version), ct);
        this.Say("The household is dissolved.");
        return LocalRedirect($"~/customers/{Id}/relations");
    }

    private LocalRedirectResult Saved(string sentence)
    {
        this.Say(sentence);
        return LocalRedirect($"~/customers/{Id}/household");
    }
}
