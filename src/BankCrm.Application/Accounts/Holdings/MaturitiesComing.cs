using BankCrm.Application.Common;
using BankCrm.Application.Customers.Upcoming;
using BankCrm.Domain.Accounts;

namespace BankCrm.Application.Accounts.Holdings;

/// <summary>Which deposits, loans and wealth products end soon.</summary>
[Policy]
internal sealed class MaturitiesComing : IUpcomingSource
{
    public string Permission => AccountRights.ReadAnyOrOwn;

    public IQueryable<UpcomingRow> Rows(CrmDb db, CurrentUser user, UpcomingSpan span) =>
        db.HoldingsSeenBy(user, span.CustomerId)
            .Join(db.Accounts, h => h.AccountId, a => a.Id, (h, a) => a)
            .Where(a => a.Status != AccountStatus.Closed && a.MaturesOn != null && a.MaturesOn >= span.From && a.MaturesOn <= span.Until)
            .Select(a => new UpcomingRow { Day = a.MaturesOn!.Value, Id = a.Id, Word = a.Kind.ToString(), Amount = a.Balance, Currency = a.Currency });

    public UpcomingEvent Tell(UpcomingRow row) => new(row.Day, Icon: "calendar-due", "{0} matures", Enum.Parse<AccountKind>(row.Word))
    {
        Amount = row.Amount,
        Currency = row.Currency,
        Path = $"/accounts/{row.Id}",
    };
}
