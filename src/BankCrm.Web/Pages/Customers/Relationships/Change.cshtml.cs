using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Relationships;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.Relationships;

/// <summary>Changes a relation, ends it, or takes back one that never was.</summary>
[Allow(CustomerPermissions.Change, CustomerPermissions.ChangeOwn)]
public sealed class ChangeModel(
    IQueryHandler<GetRelationToChange, RelationToChange> getRelation, ICommandHandler<ChangeRelation> change, ICommandHandler<EndRelation> end,
    ICommandHandler<TakeBackRelation> takeBack, TimeProvider clock) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    [FromRoute] public Guid RelationId { get; set; }

    [BindProperty] public ChangeRelation Input { get; set; } = new();

    public RelationToChange Relation { get; private set; } = null!;

    public DateOnly Today => Domain.Admin.Branches.Branch.DayAt(clock.GetUtcNow());

    public async Task LoadAsync(CancellationToken ct) => Relation = await getRelation.HandleAsync(new(Id, RelationId), ct);

    public void OnGet() => Input = new() { Version = Relation.Version, Share = Relation.Share, Since = Relation.Since, Note = Relation.Note };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await change.HandleAsync(Input with { CustomerId = Id, RelationId = RelationId }, ct);
        return Saved("The relation is saved; it stands on both records.");
    }

    public async Task<IActionResult> OnPostEndAsync(uint version, DateOnly? day, CancellationToken ct)
    {
        await end.HandleAsync(new() { CustomerId = Id, RelationId = RelationId, Version = version, Day = day }, ct);
        return Saved("The relation has ended.");
    }

    public async Task<IActionResult> OnPostTakeBackAsync(uint version, CancellationToken ct)
    {
        await takeBack.HandleAsync(new(Id, RelationId, version), ct);
        return Saved("The relation was taken back; that it stood there is on record.");
    }

    private LocalRedirectResult Saved(string sentence)
    {
        this.Say(sentence);
        return LocalRedirect($"~/customers/{Id}/relations");
    }
}
