using BankCrm.Application.Common;
using BankCrm.Application.Customers.Upcoming;

namespace BankCrm.Application.Accounts.Arrangements;

/// <summary>Which instalments of loans are due soon.</summary>
[Policy]
internal sealed class RepaymentsComing : IUpcomingSource
{
    public string Permission => AccountRights.ReadAnyOrOwn;

    public IQueryable<UpcomingRow> Rows(CrmDb db, CurrentUser user, UpcomingSpan span) =>
        db.HoldingsSeenBy(user, span.CustomerId)
            .Join(db.LoanInstalments, h => h.AccountId, i => i.AccountId, (h, i) => i)
            .Where(i => !i.IsPaid && i.DueOn >= span.From && i.DueOn <= span.Until)
            .Join(db.Accounts, i => i.AccountId, a => a.Id, (i, a) => new UpcomingRow
            {
                Day = i.DueOn,
                Id = a.Id,
                Word = "",
                Amount = i.Principal + i.Interest,
                Currency = a.Currency,
            });

    public UpcomingEvent Tell(UpcomingRow row) => new(row.Day, Icon: "calendar-due", "Repayment of a loan")
    {
        Amount = row.Amount,
        Currency = row.Currency,
        Path = $"/accounts/{row.Id}",
    };
}
