using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Relationships;
using BankCrm.Web.Platform.Localisation;
using BankCrm.Web.Platform.Requests;
using BankCrm.Web.Platform.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers.Relationships;

/// <summary>To whom a customer is related, as a list and as a map, and with whom they live.</summary>
[Allow(CustomerPermissions.Read)]
public sealed class IndexModel(
    IQueryHandler<GetRelations, CustomerRelations> get, IQueryHandler<GetCustomerName, string> getName, ICommandHandler<DeclineSuggestion> decline,
    ICommandHandler<LiveTogether> live, Text text, Show show) : PageModel, ILoads
{
    [FromRoute] public Guid Id { get; set; }

    public CustomerRelations Relations { get; private set; } = null!;

    /// <summary>Null: there is nobody to draw.</summary>
    public RelationMap? Map { get; private set; }

    public async Task LoadAsync(CancellationToken ct)
    {
        Relations = await get.HandleAsync(new(Id), ct);
        Map = RelationMap.Of(Id, Relations, text, show);
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostTogetherAsync(Guid otherId, CancellationToken ct)
    {
        var name = await getName.HandleAsync(new(Id), ct);
        await live.HandleAsync(new(Guid.CreateVersion7(), Id, otherId, text["Household of {0}", name]), ct);
        this.Say("They are in one household now.");
        return LocalRedirect($"~/customers/{Id}/relations");
    }

    public async Task<IActionResult> OnPostDeclineAsync(Guid otherId, CancellationToken ct)
    {
        await decline.HandleAsync(new(Id, otherId), ct);
        this.Say("They will not be suggested again.");
        return LocalRedirect($"~/customers/{Id}/relations");
    }
}
