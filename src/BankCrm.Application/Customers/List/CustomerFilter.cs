using BankCrm.Application.Common;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.Customers.Selections;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Contacts;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.List;

/// <summary>Which customers a list shows: those for whom all of it holds. Null: any.</summary>
public sealed record CustomerFilter
{
    public CustomerKind? Kind { get; init; }
    public AnyOf<CustomerTier>? Tier { get; init; }
    public AnyOf<LifeCycleStage>? Stage { get; init; }
    public bool IsMine { get; init; }

    /// <summary>Of no colleague: the branch looks after them.</summary>
    public bool IsNobodys { get; init; }

    /// <summary>Of any of these colleagues, or as the two above say.</summary>
    public AnyOf<Guid>? Owner { get; init; }
    public AnyOf<Guid>? Branch { get; init; }

    /// <summary>One, or several with commas between them: all of them.</summary>
    public string? Tag { get; init; }

    /// <summary>Of several tags one is enough.</summary>
    public bool AnyTag { get; init; }

    /// <summary>On this list, if the user may use it.</summary>
    public Guid? List { get; init; }

    public Sex? Sex { get; init; }

    /// <summary>Of the main address, as it is written there.</summary>
    public string? City { get; init; }

    /// <summary>In years completed by the end of this year: of the birth date only the year is readable.</summary>
    public int? AgeFrom { get; init; }

    public int? AgeTo { get; init; }

    /// <summary>1 to 12: in which month their birthday is.</summary>
    public int? BirthMonth { get; init; }

    /// <summary>Whether there is a telephone in use.</summary>
    public bool? HasPhone { get; init; }

    public DateOnly? AddedFrom { get; init; }
    public DateOnly? AddedTo { get; init; }
    public DateOnly? ChangedFrom { get; init; }
    public DateOnly? ChangedTo { get; init; }
    public bool HidesProtected { get; init; }

    /// <summary>Asks for what a protected record hides: being among the answers would tell it.</summary>
    internal bool AsksOfThePerson => Sex is not null || City is { Length: > 0 } || AgeFrom is not null || AgeTo is not null || BirthMonth is not null || HasPhone is not null;

    internal IQueryable<Customer> Of(IQueryable<Customer> customers, CrmDb db, CurrentUser user, DateOnly today)
    {
        if (Branch is { Only: { } branch })
        {
            customers = customers.Where(c => c.BranchId == branch);
        }
        else if (Branch?.ToList() is { } branches)
        {
            customers = customers.Where(c => branches.Contains(c.BranchId));
        }

        customers = OfTheirOwner(customers, user);

        if (List is { } list)
        {
            var visible = db.VisibleLists(user);
            customers = customers.Where(c => db.ListedCustomers.Any(l => l.ListId == list && l.CustomerId == c.Id) && visible.Any(l => l.Id == list));
        }

        if (HasPhone is { } has)
        {
            var phones = db.ContactPoints.Where(p => p.EndedOn == null && (p.Kind == ContactKind.Mobile || p.Kind == ContactKind.Landline));
            customers = has ? customers.Where(c => phones.Any(p => p.CustomerId == c.Id)) : customers.Where(c => !phones.Any(p => p.CustomerId == c.Id));
        }

        return OfTheirDays(OfTheirPerson(OfTheirClass(HidesProtected ? customers.Where(c => !c.IsProtected) : customers), today));
    }

    private IQueryable<Customer> OfTheirOwner(IQueryable<Customer> customers, CurrentUser user)
    {
        List<Guid?> owners = [.. IsMine && user.StaffId is { } me ? [me] : Array.Empty<Guid?>(), .. Owner?.Cast<Guid?>() ?? []];
        return (owners, IsNobodys) switch
        {
            ([], false) => IsMine ? customers.Where(c => false) : customers,
            ([], true) => customers.Where(c => c.OwnerId == null),
            ([var one], false) => customers.Where(c => c.OwnerId == one),
            (_, false) => customers.Where(c => owners.Contains(c.OwnerId)),
            (_, true) => customers.Where(c => c.OwnerId == null || owners.Contains(c.OwnerId)),
        };
    }

    private IQueryable<Customer> OfTheirClass(IQueryable<Customer> customers)
    {
        if (Kind is { } kind)
        {
            customers = customers.Where(c => c.Kind == kind);
        }

        if (Tier is { Only: { } tier })
        {
            customers = customers.Where(c => c.Tier == EF.Constant(tier)); // so that the index of the rarer tiers serves
        }
        else if (Tier?.ToList() is { } tiers)
        {
            customers = customers.Where(c => EF.Constant(tiers).Contains(c.Tier)); // likewise
        }

        if (Stage is { Only: { } stage })
        {
            customers = customers.Where(c => c.Stage == EF.Constant(stage)); // likewise
        }
        else if (Stage?.ToList() is { } stages)
        {
            customers = customers.Where(c => EF.Constant(stages).Contains(c.Stage)); // likewise
        }

        return OfTheirTags(customers);
    }

    private IQueryable<Customer> OfTheirTags(IQueryable<Customer> customers)
    {
        var tags = TagText.Split([Tag]).ToList();
        if (AnyTag && tags.Count > 1)
        {
            return customers.Where(c => c.Tags.Any(t => tags.Contains(t)));
        }

        foreach (var tag in tags)
        {
            customers = customers.Where(c => c.Tags.Contains(tag));
        }

        return customers;
    }

    private IQueryable<Customer> OfTheirPerson(IQueryable<Customer> customers, DateOnly today)
    {
        if (Sex is { } sex)
        {
            customers = customers.Where(c => c.Sex == sex);
        }

        if (City?.Trim() is { Length: > 0 } city)
        {
            customers = customers.Where(c => c.City == city);
        }

        if (AgeFrom is { } atLeast)
        {
            var latest = (short)(today.Year - atLeast);
            customers = customers.Where(c => c.BirthYear <= latest);
        }

        if (AgeTo is { } atMost)
        {
            var earliest = (short)(today.Year - atMost);
            customers = customers.Where(c => c.BirthYear >= earliest);
        }

        if (BirthMonth is { } month)
        {
            customers = customers.Where(c => c.BirthMonth == (short)month);
        }

        return AgeFrom is null && AgeTo is null && BirthMonth is null ? customers : customers.Where(c => c.Kind == CustomerKind.Individual);
    }

    private IQueryable<Customer> OfTheirDays(IQueryable<Customer> customers)
    {
        if (AddedFrom is { } addedFrom)
        {
            customers = customers.Where(c => c.RegisteredOn >= addedFrom);
        }

        if (AddedTo is { } addedTo)
        {
            customers = customers.Where(c => c.RegisteredOn <= addedTo);
        }

        if (ChangedFrom is { } changedFrom)
        {
            var first = Domain.Admin.Branches.Branch.StartOf(changedFrom).ToUniversalTime();
            customers = customers.Where(c => c.ChangedAt >= first);
        }

        if (ChangedTo is { } changedTo)
        {
            var end = Domain.Admin.Branches.Branch.StartOf(changedTo.AddDays(1)).ToUniversalTime();
            customers = customers.Where(c => c.ChangedAt < end);
        }

        return customers;
    }
}
