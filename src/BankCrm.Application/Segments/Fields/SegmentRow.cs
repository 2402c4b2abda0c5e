using BankCrm.Application.Common;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Consents;
using BankCrm.Domain.Tasks.Interactions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Segments.Fields;

/// <summary>A customer with what there is once of each: of what no condition asks for, the database reads nothing.</summary>
internal sealed class SegmentRow
{
    public required Customer Customer { get; init; }

    /// <summary>Null: they hold and held nothing.</summary>
    public CustomerTotals? Totals { get; init; }

    /// <summary>Null: nobody was in touch with them.</summary>
    public LastContact? Contact { get; init; }

    /// <summary>Null: they have said nothing.</summary>
    public StandingConsent? Consents { get; init; }

    public static IQueryable<SegmentRow> All(CrmDb db, IQueryable<Customer> customers) => customers
        .LeftJoin(db.CustomerTotals, c => c.Id, t => t.CustomerId, (c, t) => new { Customer = c, Totals = t })
        .LeftJoin(db.LastContacts, r => r.Customer.Id, l => l.CustomerId, (r, l) => new { r.Customer, r.Totals, Contact = l })
        .LeftJoin(db.StandingConsents, r => r.Customer.Id, s => s.CustomerId, (r, s) => new SegmentRow { Customer = r.Customer, Totals = r.Totals, Contact = r.Contact, Consents = s });
}
