using BankCrm.Application.Common;
using BankCrm.Application.Customers.Tags;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Segments.Definitions;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Segments.Fields;

/// <summary>What a customer is to the bank.</summary>
[Policy]
internal sealed class RelationshipFields(KnownTags tags, TimeProvider clock) : ISegmentFields
{
    public IReadOnlyList<SegmentField> Fields =>
    [
        FieldMaker.Choice<CustomerTier>("tier", "Customer tier", SegmentSubject.Relationship, r => r.Customer.Tier),
        FieldMaker.Choice<LifeCycleStage>("stage", "Stage", SegmentSubject.Relationship, r => r.Customer.Stage),
        FieldMaker.YesNo("deceased", "Has died", SegmentSubject.Relationship, _ => r => r.Customer.DiedOn != null),
        Region,
        OfBranch,
        FieldMaker.YesNo("looked-after", "Looked after by a colleague", SegmentSubject.Relationship, _ => r => r.Customer.OwnerId != null),
        FieldMaker.Day("registered", "Registered", SegmentSubject.Relationship, r => r.Customer.RegisteredOn) with { OnlyTests = [SegmentTest.InLastDays, SegmentTest.NotInLastDays, SegmentTest.BetweenDays] },
        FieldMaker.Choice<RiskAppetite>("appetite", "Risk appetite", SegmentSubject.Relationship, r => r.Customer.Appetite) with { MayBeUnknown = true },
        FieldMaker.Day("appetite-assessed", "Risk appetite assessed", SegmentSubject.Relationship, r => r.Customer.AppetiteAssessedOn) with
        {
            OnlyTests = [SegmentTest.InLastDays, SegmentTest.NotInLastDays, SegmentTest.BetweenDays],
        },
        Tags,
    ];

    private static SegmentField Region => FieldMaker.Record("region", "Region", SegmentSubject.Relationship, (condition, asking) =>
    {
        List<Guid> branches = [.. condition.Values.SelectMany(v => asking.BranchesOf.GetValueOrDefault(Guid.Parse(v), []))];
        return SegmentExpressions.IsOneOf(r => r.Customer.BranchId, branches);
    }) with
    {
        ReadChoices = async (db, _, ct) => [.. await db.Branches.Where(b => b.Kind == BranchKind.Region).OrderBy(b => b.Code).Select(b => new SegmentChoice(b.Id.ToString(), b.Name, null)).ToListAsync(ct)],
    };

    private static SegmentField OfBranch => FieldMaker.Record(
        "branch", "Branch", SegmentSubject.Relationship, (condition, _) => SegmentExpressions.IsOneOf(r => r.Customer.BranchId, [.. condition.Values.Select(Guid.Parse)])) with
    {
        ReadChoices = async (db, user, ct) =>
        [
            .. await db.Branches.Where(b => b.Kind == BranchKind.Branch && (user.SeesAllBranches || user.Branches.Contains(b.Id))).OrderBy(b => b.Code)
                .Select(b => new SegmentChoice(b.Id.ToString(), b.Name, null)).ToListAsync(ct),
        ],
    };

    private SegmentField Tags => new("tags", "Tags", SegmentSubject.Relationship, SegmentFieldKind.Choices)
    {
        ReadChoices = async (db, user, ct) => [.. (await tags.OfAsync(db, user, clock.GetUtcNow(), ct)).Select(t => new SegmentChoice(t.Name, t.Name))],
        Where = (condition, _) =>
        {
            var wanted = condition.Values.ToList();
            return condition.Test switch
            {
                SegmentTest.HasAllOf => wanted.Aggregate(SegmentExpressions.True, (all, tag) => all.And(r => r.Customer.Tags.Contains(tag))),
                SegmentTest.HasNoneOf => r => !r.Customer.Tags.Any(t => wanted.Contains(t)),
                _ => r => r.Customer.Tags.Any(t => wanted.Contains(t)),
            };
        },
    };
}
