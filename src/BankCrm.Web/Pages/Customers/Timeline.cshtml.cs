using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Customers.Timeline;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Customers;

/// <summary>What happened with a customer.</summary>
[Allow(CustomerPermissions.Read)]
public sealed class TimelineModel(IQueryHandler<GetTimeline, CustomerTimeline> get) : PageModel
{
    [FromRoute] public Guid Id { get; set; }

    public CustomerTimeline Timeline { get; private set; } = null!;

    public async Task OnGetAsync(string? after, CancellationToken ct) => Timeline = await get.HandleAsync(new(Id, after), ct);
}
