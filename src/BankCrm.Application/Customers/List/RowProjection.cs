using System.Linq.Expressions;
using BankCrm.Application.Common;
using BankCrm.Domain.Customers;

namespace BankCrm.Application.Customers.List;

/// <summary>Reads of each customer what the chosen columns show, and no more.</summary>
internal static class RowProjection
{
    public static Expression<Func<Customer, StoredRow>> Of(IEnumerable<CustomerColumn> columns, CrmDb db)
    {
        Expression<Func<Customer, StoredRow>> always = c => new StoredRow { Id = c.Id, BranchId = c.BranchId, IsProtected = c.IsProtected, Version = c.Version };
        var customer = always.Parameters[0];
        var bindings = new[] { always }.Concat(columns.Select(column => PartOf(column, db)).OfType<Expression<Func<Customer, StoredRow>>>())
            .SelectMany(part => ((MemberInitExpression)new Renamed(part.Parameters[0], customer).Visit(part.Body)).Bindings);
        return Expression.Lambda<Func<Customer, StoredRow>>(
            Expression.MemberInit(Expression.New(typeof(StoredRow)), bindings.DistinctBy(b => b.Member.Name)), customer);
    }

    private static Expression<Func<Customer, StoredRow>>? PartOf(CustomerColumn column, CrmDb db) => column switch
    {
        CustomerColumn.Name => c => new StoredRow { Name = c.Name, OtherName = c.OtherName, SortName = c.SortName },
        CustomerColumn.Number => c => new StoredRow { Number = c.Number },
        CustomerColumn.Kind => c => new StoredRow { Kind = c.Kind },
        CustomerColumn.Tier => c => new StoredRow { Tier = c.Tier },
        CustomerColumn.Stage => c => new StoredRow { Stage = c.Stage },
        CustomerColumn.Owner => c => new StoredRow { OwnerId = c.OwnerId, Owner = db.Staff.Where(s => s.Id == c.OwnerId).Select(s => s.Name).FirstOrDefault() },
        CustomerColumn.City => c => new StoredRow { City = c.City },
        CustomerColumn.Born => c => new StoredRow { BirthYear = c.BirthYear },
        CustomerColumn.Sex => c => new StoredRow { Sex = c.Sex },
        CustomerColumn.Tags => c => new StoredRow { Tags = c.Tags },
        CustomerColumn.Occupation => c => new StoredRow { Occupation = c.Occupation },
        CustomerColumn.Language => c => new StoredRow { Language = c.Language },
        CustomerColumn.Appetite => c => new StoredRow { Appetite = c.Appetite },
        CustomerColumn.Added => c => new StoredRow { RegisteredOn = c.RegisteredOn },
        CustomerColumn.Changed => c => new StoredRow { ChangedAt = c.ChangedAt },
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
            IsProtected = IsProtected,
        };
}
