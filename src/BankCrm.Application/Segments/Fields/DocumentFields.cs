using System.Linq.Expressions;
using BankCrm.Application.Common;
using BankCrm.Domain.Customers.IdentityDocuments;
using BankCrm.Domain.Segments.Definitions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Segments.Fields;

/// <summary>
/// Until when a customer has proved who they are. Of several documents the one counts that is valid longest: who has shown a new passport need not renew the old one.
/// A document without an end, or whose end nobody wrote down, does not run out.
/// </summary>
[Policy]
internal sealed class DocumentFields : ISegmentFields
{
    public IReadOnlyList<SegmentField> Fields { get; } =
    [
        new("document-until", "Document runs out", SegmentSubject.Person, SegmentFieldKind.Day)
        {
            IsOfThePerson = true,
            OnlyTests = [SegmentTest.InNextDays, SegmentTest.InLastDays, SegmentTest.BetweenDays],
            Where = (condition, asking) =>
            {
                var (from, to) = FieldMaker.Span(condition, asking);
                return RunsOut(asking, from, to);
            },
        },
        FieldMaker.YesNo("document-expired", "Document has expired", SegmentSubject.Person, asking => RunsOut(asking, from: null, asking.Today.AddDays(-1))) with { IsOfThePerson = true },
    ];

    private static Expression<Func<SegmentRow, bool>> RunsOut(SegmentAsking asking, DateOnly? from, DateOnly? to)
    {
        var documents = asking.Rows(asking.Db.IdentityDocuments);
        var within = documents.Where(d => d.ValidUntil != null && (from == null || d.ValidUntil >= from) && (to == null || d.ValidUntil <= to));
        var beyond = documents.Where(d => d.ValidUntil == null || d.ValidUntil > to);
        return r => within.Any(d => d.CustomerId == r.Customer.Id) && !beyond.Any(d => d.CustomerId == r.Customer.Id);
    }
}
