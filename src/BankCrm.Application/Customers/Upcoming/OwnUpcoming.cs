using BankCrm.Application.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.IdentityDocuments;

namespace BankCrm.Application.Customers.Upcoming;

/// <summary>Whom to wish a happy birthday. The month only: the day is shown to those who reveal it, with a reason.</summary>
[Policy]
internal sealed class BirthdayComing : IUpcomingSource
{
    public string Permission => CustomerPermissions.Read;

    public IQueryable<UpcomingRow> Rows(CrmDb db, CurrentUser user, UpcomingSpan span)
    {
        var (first, second) = (new DateOnly(span.From.Year, span.From.Month, 1), new DateOnly(span.From.Year, span.From.Month, 1).AddMonths(1));
        short now = (short)first.Month, next = (short)second.Month;
        return db.Customers
            .Where(c => c.Id == span.CustomerId && c.Kind == CustomerKind.Individual && c.DiedOn == null && (c.BirthMonth == now || c.BirthMonth == next))
            .Select(c => new UpcomingRow { Day = c.BirthMonth == now ? first : second, Id = c.Id, Word = "", Amount = 0m, Currency = "" });
    }

    public UpcomingEvent Tell(UpcomingRow row) => new(row.Day, Icon: "cake", "Birthday") { IsMonth = true };
}

/// <summary>Which identity documents have to be shown anew.</summary>
[Policy]
internal sealed class DocumentsRunOut : IUpcomingSource
{
    public string Permission => CustomerPermissions.Read;

    public IQueryable<UpcomingRow> Rows(CrmDb db, CurrentUser user, UpcomingSpan span) => db.IdentityDocuments
        .Where(d => d.CustomerId == span.CustomerId && d.ValidUntil != null && d.ValidUntil >= span.From && d.ValidUntil <= span.Until)
        .Select(d => new UpcomingRow { Day = d.ValidUntil!.Value, Id = d.Id, Word = d.Kind.ToString(), Amount = 0m, Currency = "" });

    public UpcomingEvent Tell(UpcomingRow row) => new(row.Day, Icon: "id-badge-2", "{0} runs out", Enum.Parse<IdentityDocumentKind>(row.Word));
}
