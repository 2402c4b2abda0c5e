using BankCrm.Application.Common;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Segments.Definitions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Segments.Fields;

/// <summary>What a customer owns with the bank and owes it: accounts of which they are the owner. Who has none counts as zero.</summary>
[Policy]
internal sealed class HoldingFields : ISegmentFields
{
    private static readonly IReadOnlyList<SegmentTest> ToCome = [SegmentTest.InNextDays];

    public IReadOnlyList<SegmentField> Fields { get; } =
    [
        FieldMaker.Sum("assets", "Assets", r => (decimal?)r.Totals!.Assets),
        FieldMaker.Sum("deposits", "Deposits", r => (decimal?)r.Totals!.Deposits),
        FieldMaker.Sum("investments", "Investments", r => (decimal?)r.Totals!.Investments),
        FieldMaker.Sum("insurance", "Insurance value", r => (decimal?)r.Totals!.Insurance),
        FieldMaker.Sum("liabilities", "Liabilities", r => (decimal?)r.Totals!.Liabilities),
        FieldMaker.Sum("loans", "Loans", r => (decimal?)r.Totals!.Loans),
        FieldMaker.Sum("cards", "Drawn on credit cards", r => (decimal?)r.Totals!.Cards),
        FieldMaker.Tally("accounts", "Number of accounts", r => (int?)r.Totals!.Accounts),
        FieldMaker.Tally("kinds", "Number of kinds of account", r => (int?)r.Totals!.Kinds),
        Held,
        HeldProducts,
        Matures,
    ];

    private static SegmentField Held => new("holds", "Kinds of account held", SegmentSubject.Holdings, SegmentFieldKind.Choices)
    {
        Choices = FieldMaker.MembersOf<AccountKind>(),
        Where = (condition, _) =>
        {
            var wanted = condition.Values.Aggregate(HeldKinds.None, (all, v) => all | HeldKindsOf.Of(Enum.Parse<AccountKind>(v)));
            return condition.Test switch
            {
                SegmentTest.HasAllOf => r => r.Totals != null && (r.Totals.Held & wanted) == wanted,
                SegmentTest.HasNoneOf => r => r.Totals == null || (r.Totals.Held & wanted) == HeldKinds.None,
                _ => r => r.Totals != null && (r.Totals.Held & wanted) != HeldKinds.None,
            };
        },
    };

    private static SegmentField HeldProducts => new("products", "Holds the product", SegmentSubject.Holdings, SegmentFieldKind.Choices)
    {
        OnlyTests = [SegmentTest.HasAnyOf, SegmentTest.HasNoneOf],
        ReadChoices = async (db, _, ct) => [.. (await db.Products.OrderBy(p => p.Code).Select(p => new { p.Id, p.Code }).ToListAsync(ct)).Select(p => new SegmentChoice(p.Id.ToString(), p.Code))],
        Where = (condition, asking) =>
        {
            List<Guid?> products = [.. condition.Values.Select(v => (Guid?)Guid.Parse(v))];
            var db = asking.Db;
            var owners = db.AccountHolders.Where(h => h.Role == HolderRole.Owner
                && db.Accounts.Any(a => a.Id == h.AccountId && a.Status != AccountStatus.Closed && products.Contains(a.ProductId)));
            return FieldMaker.Turned(condition, SegmentTest.HasNoneOf, r => owners.Any(h => h.CustomerId == r.Customer.Id));
        },
    };

    private static SegmentField Matures => new("matures", "A time deposit, wealth product or insurance matures", SegmentSubject.Holdings, SegmentFieldKind.Day)
    {
        OnlyTests = ToCome,
        Where = (condition, asking) =>
        {
            var (from, to) = (asking.Today, asking.Today.AddDays(int.Parse(condition.Values[0], System.Globalization.CultureInfo.InvariantCulture)));
            var db = asking.Db;
            var owners = db.AccountHolders.Where(h => h.Role == HolderRole.Owner
                && db.Accounts.Any(a => a.Id == h.AccountId && a.Status != AccountStatus.Closed && a.MaturesOn >= from && a.MaturesOn <= to
                    && (a.Kind == AccountKind.TimeDeposit || a.Kind == AccountKind.Wealth || a.Kind == AccountKind.Insurance)));
            return r => owners.Any(h => h.CustomerId == r.Customer.Id);
        },
    };
}
