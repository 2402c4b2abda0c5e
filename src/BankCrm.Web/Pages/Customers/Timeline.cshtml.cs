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

    [BindProperty(SupportsGet = true)] public TimelineTopic? Topic { get; set; }

    public CustomerTimeline Timeline { get; private set; } = null!;

    /// <summary>The same thing by the same colleague on the same day, one right after the other, stands there once.</summary>
    public IEnumerable<(TimelineEntry Entry, int Times)> Entries
    {
        get
        {
            var runs = new List<(TimelineEntry Entry, int Times)>();
            foreach (var entry in Timeline.Page.Items)
            {
                if (runs is [.., var (last, times)] && IsSame(last, entry))
                {
                    runs[^1] = (last, times + 1);
                }
                else
                {
                    runs.Add((entry, 1));
                }
            }

            return runs;
        }
    }

    public async Task OnGetAsync(string? after, CancellationToken ct) => Timeline = await get.HandleAsync(new(Id, after, Topic), ct);

    private static bool IsSame(TimelineEntry one, TimelineEntry other) =>
        one is { Text: null, Path: null, Args.Length: 0 } && other is { Text: null, Path: null } && one.Sentence == other.Sentence && one.Who == other.Who
        && one.At.Date == other.At.Date;
}
