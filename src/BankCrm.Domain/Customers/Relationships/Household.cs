using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.Relationships;

/// <summary>People who live and keep house together. Its changes stand in the history of its head; those of members in their own.</summary>
[Class(DataClass.C1)]
public sealed class Household : Entity, IBranchScoped, IOfCustomer
{
    public const int NameMaxLength = 100;
    public const int MostMembers = 50;

    private readonly List<HouseholdMember> members = [];

    private Household() { } // EF Core

    Guid IOfCustomer.CustomerId => HeadId;

    public Guid BranchId { get; private init; }

    [Class(DataClass.C2)]
    public string Name { get; private set; } = "";

    public Guid HeadId { get; private set; }
    public DateOnly FormedOn { get; private init; }

    /// <summary>Null: it is still kept.</summary>
    public DateOnly? DissolvedOn { get; private set; }

    public IReadOnlyList<HouseholdMember> Members => members;

    public static Household Form(Guid id, Customer head, string name, DateOnly since, DateOnly today)
    {
        var household = new Household { Id = id, BranchId = head.BranchId, Name = name, HeadId = head.Id, FormedOn = since };
        household.Join(head, since, today);
        return household;
    }

    public void Rename(string name)
    {
        RefuseIfDissolved();
        Name = name;
    }

    public void Join(Customer customer, DateOnly since, DateOnly today)
    {
        RefuseIfDissolved();
        Refuse.If(customer.Kind is CustomerKind.Organisation, "Only people are members of a household.");
        Refuse.If(customer.BranchId != BranchId, "A household is kept by one branch: this customer belongs to another one.");
        Refuse.If(since > today, "Somebody cannot be a member from a day in the future.");
        Refuse.If(since < FormedOn, "Nobody can be a member before the household was formed.");
        Refuse.If(IsMember(customer.Id), "The customer is a member already.");
        Refuse.If(members.Count(m => m.Until is null) >= MostMembers, "A household has at most {0} members.", MostMembers);

        members.Add(HouseholdMember.Of(this, customer, since));
    }

    public void Leave(Guid customerId, DateOnly day)
    {
        RefuseIfDissolved();
        Refuse.If(customerId == HeadId, "The head cannot leave: choose another head first, or dissolve the household.");
        Refuse.If(!IsMember(customerId), "The customer is no member any more.");

        members.Find(m => m.CustomerId == customerId && m.Until is null)!.Leave(day);
    }

    public void IsHeadedBy(Guid customerId)
    {
        RefuseIfDissolved();
        Refuse.If(customerId == HeadId, "The customer is the head already.");
        Refuse.If(!IsMember(customerId), "The head must be a member.");
        HeadId = customerId;
    }

    public void Dissolve(DateOnly day)
    {
        RefuseIfDissolved();
        DissolvedOn = day;
        foreach (var member in members.Where(m => m.Until is null))
        {
            member.Leave(day);
        }
    }

    private bool IsMember(Guid customerId) => members.Exists(m => m.CustomerId == customerId && m.Until is null);

    private void RefuseIfDissolved() => Refuse.If(DissolvedOn is not null, "The household was dissolved.");
}

/// <summary>That a customer belongs, or belonged, to a household.</summary>
[Class(DataClass.C1)]
public sealed class HouseholdMember : Entity, IBranchScoped, IOfCustomer
{
    private HouseholdMember() { } // EF Core

    public Guid HouseholdId { get; private init; }
    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private init; }
    public DateOnly Since { get; private init; }

    /// <summary>Null: a member now.</summary>
    public DateOnly? Until { get; private set; }

    internal static HouseholdMember Of(Household household, Customer customer, DateOnly since) =>
        new() { Id = Guid.CreateVersion7(), HouseholdId = household.Id, CustomerId = customer.Id, BranchId = customer.BranchId, Since = since };

    internal void Leave(DateOnly day) => Until = day;
}
