using BankCrm.Application.Accounts.Alerts;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts.Alerts;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Infrastructure.Platform.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Infrastructure.Accounts.Alerts;

/// <summary>
/// Finds customers whose contact details change too often, from what the audit trail has recorded since it last looked. Each instance looks for itself:
/// an alert is raised once, whoever finds it.
/// </summary>
internal sealed class ContactWatch(IServiceScopeFactory scopes, AlertRuleBook book, TimeProvider clock) : IJob
{
    /// <summary>Entries are written within transactions, and may appear later than they are dated.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);

    private static readonly CurrentUser Watch = CurrentUser.System("contact-watch");
    private DateTimeOffset? looked;

    public TimeSpan Pause => TimeSpan.FromSeconds(5);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rules = book.On(Branch.DayAt(now));
        if (rules is not null)
        {
            var since = looked is { } last ? last - Overlap : now.AddDays(-rules.Contacts.Days);
            await LookAsync(since, now, rules, ct);
        }

        looked = now;
        return false;
    }

    private async Task LookAsync(DateTimeOffset since, DateTimeOffset now, AlertRules rules, CancellationToken ct)
    {
        await using var scope = scopes.CreateWork(Watch);
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginAsync(ct);
        var found = await db.ReadAsync(Restless, row => (Customer: row.GetGuid(0), Times: row.GetInt32(1)), ct,
            Guid.CreateVersion7(since), Guid.CreateVersion7(now.AddDays(-rules.Contacts.Days)), rules.Contacts.Changes);
        var day = Branch.DayAt(now);
        await scope.ServiceProvider.GetRequiredService<AlertWriter>().WriteAsync(
            [
                .. found.Select(f => new AlertFinding(
                    f.Customer, AlertRule.ContactChanges, AlertDirection.Either, day, nameof(AlertRule.ContactChanges), null, f.Times,
                    FormattableString.Invariant($"{rules.Contacts.Changes}/{rules.Contacts.Days}"), rules.ValidFrom, "") { Spans = rules.Contacts.Days }),
            ],
            ct);
        await transaction.CommitAsync(ct);
    }

    // Ids follow the clock. What a registration brings is one entry with the customer itself; only entries of changes count, each an occasion.
    private const string Restless =
        """
        select c.customer_ref, n.times from (
          select distinct e.customer_ref from audit_entries e
          where e.event = 'record.changed' and e.id >= $1 and e.customer_ref is not null and e.changes::text ~ '"(ContactPoint|Address)/') c
        cross join lateral (
          select count(*)::int as times from audit_entries e
          where e.customer_ref = c.customer_ref and e.id >= $2 and e.event = 'record.changed' and e.changes::text ~ '"(ContactPoint|Address)/') n
        where n.times >= $3
        """;
}
