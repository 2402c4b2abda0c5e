using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Encryption;

namespace BankCrm.Domain.Customers.Relationships;

/// <summary>
/// That two customers are related. Both sides are worded from this one row, so they cannot disagree. It is ended, not deleted; only what
/// was wrong from the beginning is taken back.
/// </summary>
[Class(DataClass.C1)]
public sealed class Relation : Entity, IBetweenCustomers
{
    public const int NoteMaxLength = 200;
    public const string NoteColumn = "relations.note";

    private Relation() { } // EF Core

    public Guid FromId { get; private init; }
    public Guid FromBranchId { get; private init; }
    public Guid ToId { get; private init; }
    public Guid ToBranchId { get; private init; }
    public RelationKind Kind { get; private init; }

    /// <summary>In percent, of a shareholder only.</summary>
    public decimal? Share { get; private set; }

    /// <summary>Null: not known.</summary>
    public DateOnly? Since { get; private set; }

    /// <summary>Null: it goes on. Otherwise the first day on which it did not hold.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>Under the key of the first of the two.</summary>
    [Class(DataClass.C2)]
    public Sealed? Note { get; private set; }

    /// <summary>The first and the second of a kind. Where each is the same to the other, one order stands for both.</summary>
    public static (Customer From, Customer To) InOrder(RelationKind kind, Customer first, Customer second) =>
        kind.IsMutual && first.Id.CompareTo(second.Id) > 0 ? (second, first) : (first, second);

    /// <param name="others">Of the same kind: those between the two; of spouses, all of both; of shareholders, all of the company.</param>
    /// <param name="safe">Of the first of the two.</param>
    public static Relation Record(
        Guid id, RelationKind kind, Customer from, Customer to, RelationTerms terms, IReadOnlyCollection<Relation> others, DateOnly today,
        CustomerSafe safe)
    {
        Refuse.If(from.Id == to.Id, "A customer cannot be related to themselves.");
        Refuse.If(kind.FaultBetween(from.Kind, to.Kind));

        var relation = new Relation
        {
            Id = id,
            Kind = kind,
            FromId = from.Id,
            FromBranchId = from.BranchId,
            ToId = to.Id,
            ToBranchId = to.BranchId,
        };
        relation.Set(terms, others, today, safe);
        return relation;
    }

    public void Change(RelationTerms terms, IReadOnlyCollection<Relation> others, DateOnly today, CustomerSafe safe)
    {
        Refuse.If(Until is not null, "The relation has ended: what it was stays as it is.");
        Set(terms, others, today, safe);
    }

    public void End(DateOnly day, DateOnly today)
    {
        Refuse.If(Until is not null, "The relation has ended already.");
        Refuse.If(day > today, "A relation cannot end in the future: come back when it has.");
        Refuse.If(day < Since, "A relation cannot end before it began.");
        Until = day;
    }

    public Guid OtherOf(Guid customerId) => customerId == FromId ? ToId : FromId;

    /// <summary>What the other one is to this customer.</summary>
    public RelationRole RoleFor(Guid customerId) => customerId == FromId ? Kind.Second : Kind.First;

    private void Set(RelationTerms terms, IReadOnlyCollection<Relation> others, DateOnly today, CustomerSafe safe)
    {
        Refuse.If(terms.Since > today, "A relation cannot begin in the future.");
        Refuse.If(Kind is RelationKind.Owns && terms.Share is not (> 0 and <= 100), "Say how much they own: more than 0 and at most 100 percent.");
        Refuse.If(Kind is not RelationKind.Owns && terms.Share is not null, "Only a shareholder has a share.");

        (Share, Since) = (terms.Share, terms.Since);
        Note = safe.SealSome(NoteColumn, Id, terms.Note);
        RefuseIfAtOddsWith([.. others.Where(o => o.Id != Id && o.Kind == Kind && o.Overlaps(this))]);
    }

    private void RefuseIfAtOddsWith(List<Relation> others)
    {
        // In either order: records that were merged brought theirs along.
        Refuse.If(others.Exists(o => (o.FromId == FromId && o.ToId == ToId) || (Kind.IsMutual && o.FromId == ToId && o.ToId == FromId)), "This relation stands on the record already.");
        Refuse.If(
            Kind is RelationKind.ParentOf && others.Exists(o => o.FromId == ToId && o.ToId == FromId),
            "The other one is the parent on record: two people cannot be each other's parents.");
        Refuse.If(
            Kind is RelationKind.Spouse && others.Count > 0,
            "One of the two has another spouse at that time: end that relation first.");
        if (Kind is RelationKind.Owns)
        {
            var most = MostAtOnce([.. others.Where(o => o.ToId == ToId)]);
            Refuse.If(most > 100, "The shares of this company would come to {0} percent.", most);
        }
    }

    // The sum rises only where a share begins.
    private decimal MostAtOnce(List<Relation> others) => others
        .Select(o => o.Start)
        .Append(Start)
        .Where(Holds)
        .Max(day => (Share ?? 0) + others.Where(o => o.Holds(day)).Sum(o => o.Share ?? 0));

    private DateOnly Start => Since ?? DateOnly.MinValue;

    private bool Holds(DateOnly day) => Start <= day && (Until is not { } end || day < end);

    private bool Overlaps(Relation other) =>
        (Until is not { } end || other.Start < end) && (other.Until is not { } otherEnd || Start < otherEnd);
}

/// <summary>What is said of a relation beside its kind.</summary>
/// <param name="Share">In percent; null: has none.</param>
/// <param name="Since">Null: not known.</param>
/// <param name="Note">Empty: none.</param>
public sealed record RelationTerms(decimal? Share, DateOnly? Since, string Note);
