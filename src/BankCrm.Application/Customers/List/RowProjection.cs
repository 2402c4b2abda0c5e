using System.Collections.Concurrent;
using System.Linq.Expressions;
using BankCrm.Application.Common;
using BankCrm.Domain.Customers;

namespace BankCrm.Application.Customers.List;

/// <summary>Reads of each customer what the chosen columns show, and no more.</summary>
internal static class RowProjection
{
    private const int Most = 500;
    private static readonly ConcurrentDictionary<string, Expression<Func<Customer, CrmDb, StoredRow>>> Known = new();

    public static Expression<Func<Customer, StoredRow>> Of(IReadOnlyList<CustomerColumn> columns, CrmDb db)
    {
        var key = CustomerColumns.Write(columns);
        if (!Known.TryGetValue(key, out var row))
        {
            if (Known.Count >= Most)
            {
                Known.Clear();
            }

            Known[key] = row = Compose(columns);
        }

        return Expression.Lambda<Func<Customer, StoredRow>>(new Renamed(row.Parameters[1], Expression.Constant(db)).Visit(row.Body), row.Parameters[0]);
    }

    private static Expression<Func<Customer, CrmDb, StoredRow>> Compose(IReadOnlyList<CustomerColumn> columns)
    {
        Expression<Func<Customer, CrmDb, StoredRow>> always =
            (c, db) => new StoredRow { Id = c.Id, BranchId = c.BranchId, IsProtected = c.IsProtected, Version = c.Version, DiedOn = c.DiedOn };
        var (customer, source) = (always.Parameters[0], always.Parameters[1]);
        var bindings = new[] { always }.Concat(columns.Select(PartOf).OfType<Expression<Func<Customer, CrmDb, StoredRow>>>())
            .SelectMany(part => ((MemberInitExpression)new Renamed(part.Parameters[1], source).Visit(
                new Renamed(part.Parameters[0], customer).Visit(part.Body))).Bindings);
        return Expression.Lambda<Func<Customer, CrmDb, StoredRow>>(
            Expression.MemberInit(Expression.New(typeof(StoredRow)), bindings.DistinctBy(b => b.Member.Name)), customer, source);
    }

    private static Expression<Func<Customer, CrmDb, StoredRow>>? PartOf(CustomerColumn column) => column switch
    {
        CustomerColumn.Name => (c, db) => new StoredRow { Name = c.Name, OtherName = c.OtherName, SortName = c.SortName },
        CustomerColumn.Number => (c, db) => new StoredRow { Number = c.Number },
        CustomerColumn.Kind => (c, db) => new StoredRow { Kind = c.Kind },
        CustomerColumn.Tier => (c, db) => new StoredRow { Tier = c.Tier },
        CustomerColumn.Stage => (c, db) => new StoredRow { Stage = c.Stage },
        CustomerColumn.Owner => (c, db) => new StoredRow { OwnerId = c.OwnerId, Owner = db.Staff.Where(s => s.Id == c.OwnerId).Select(s => s.Name).FirstOrDefault() },
        CustomerColumn.City => (c, db) => new StoredRow { City = c.City },
        CustomerColumn.Born => (c, db) => new StoredRow { BirthYear = c.BirthYear },
        CustomerColumn.Sex => (c, db) => new StoredRow { Sex = c.Sex },
        CustomerColumn.Tags => (c, db) => new StoredRow { Tags = c.Tags },
        CustomerColumn.Occupation => (c, db) => new StoredRow { Occupation = c.Occupation },
        CustomerColumn.Language => (c, db) => new StoredRow { Language = c.Language },
        CustomerColumn.Appetite => (c, db) => new StoredRow { Appetite = c.Appetite },
        CustomerColumn.Added => (c, db) => new StoredRow { RegisteredOn = c.RegisteredOn },
        CustomerColumn.Changed => (c, db) => new StoredRow { ChangedAt = c.ChangedAt },
        _ => null, // the branch is known by its id; telephones are read for the page as a whole
    };

    private sealed class Renamed(Expression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}

/// <summary>A row as it was read.</summary>
internal sealed class StoredRow
{
    public Guid Id { get; init; }
    public Guid BranchId { get; init; }
    public bool IsProtected { get; init; }
    public uint Version { get; init; }
    public string Name { get; init; } = "";
    public string OtherName { get; init; } = "";
    public string SortName { get; init; } = "";
    public string Number { get; init; } = "";
    public CustomerKind? Kind { get; init; }
    public CustomerTier? Tier { get; init; }
    public LifeCycleStage? Stage { get; init; }
    public Guid? OwnerId { get; init; }
    public string? Owner { get; init; }
    public string City { get; init; } = "";
    public short? BirthYear { get; init; }
    public Sex? Sex { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public string Occupation { get; init; } = "";
    public CustomerLanguage? Language { get; init; }
    public RiskAppetite? Appetite { get; init; }
    public DateOnly? RegisteredOn { get; init; }
    public DateTimeOffset? ChangedAt { get; init; }
    public DateOnly? DiedOn { get; init; }

    public CustomerRow ToRow(bool seesProtected) => IsProtected && !seesProtected
        ? new(Id, null, Version) { Number = Number, Kind = Kind, Owner = Owner, OwnerId = OwnerId, IsProtected = true, RegisteredOn = RegisteredOn }
        : new(Id, Name, Version)
        {
            AlsoCalled = AlsoCalled.Of(Name, OtherName, SortName),
            Number = Number,
            Kind = Kind,
            Tier = Tier,
            Stage = Stage,
            OwnerId = OwnerId,
            Owner = Owner,
            City = City,
            BirthYear = BirthYear,
            Sex = Sex,
            Tags = Tags,
            Occupation = Occupation,
            Language = Language,
            Appetite = Appetite,
            RegisteredOn = RegisteredOn,
            ChangedAt = ChangedAt,
            DiedOn = DiedOn,
            IsProtected = IsProtected,
        };
}
