using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Upcoming;

/// <summary>What will happen with a customer in the next three months, gathered from all features, for their own page, which has recorded that it was opened.</summary>
[Allow(CustomerPermissions.Read)]
public sealed record GetUpcoming(Guid CustomerId);

internal sealed class GetUpcomingHandler(CrmDb db, CurrentUser user, IEnumerable<IUpcomingSource> sources, TimeProvider clock)
    : IQueryHandler<GetUpcoming, IReadOnlyList<UpcomingEvent>>
{
    private const int Days = 90;
    private const int Most = 12;

    public async Task<IReadOnlyList<UpcomingEvent>> HandleAsync(GetUpcoming query, CancellationToken ct)
    {
        var today = Branch.DayAt(clock.GetUtcNow());
        var span = new UpcomingSpan(query.CustomerId, today, today.AddDays(Days));
        var asked = sources.Where(s => user.May(s.Permission)).ToList();
        var rows = await asked
            .Select((source, place) => source.Rows(db, user, span).Select(r => new UpcomingRow
            {
                Source = place,
                Day = r.Day,
                Id = r.Id,
                Word = r.Word,
                Amount = r.Amount,
                Currency = r.Currency,
            }))
            .Aggregate((all, more) => all.Concat(more))
            .OrderBy(r => r.Day).ThenBy(r => r.Id)
            .Take(Most)
            .ToListAsync(ct);
        return [.. rows.Select(r => asked[r.Source].Tell(r))];
    }
}
