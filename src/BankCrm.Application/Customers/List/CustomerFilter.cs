using BankCrm.Application.Common;
using BankCrm.Domain.Customers;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.List;

/// <summary>Which customers a list shows. Null: any.</summary>
public sealed record CustomerFilter
{
    public CustomerKind? Kind { get; init; }
    public CustomerTier? Tier { get; init; }
    public LifeCycleStage? Stage { get; init; }
    public bool IsMine { get; init; }

    /// <summary>Of no colleague: the branch looks after them.</summary>
    public bool IsNobodys { get; init; }

    public Guid? Owner { get; init; }
    public Guid? Branch { get; init; }
    public string? Tag { get; init; }
    public bool HidesProtected { get; init; }

    internal IQueryable<Customer> Of(IQueryable<Customer> customers, CurrentUser user)
    {
        if (Branch is { } branch)
        {
            customers = customers.Where(c => c.BranchId == branch);
        }

        if (IsMine)
        {
            customers = customers.Where(c => c.OwnerId == user.StaffId);
        }
        else if (IsNobodys)
        {
            customers = customers.Where(c => c.OwnerId == null);
        }
        else if (Owner is { } owner)
        {
            customers = customers.Where(c => c.OwnerId == owner);
        }

        return OfTheirClass(HidesProtected ? customers.Where(c => !c.IsProtected) : customers);
    }

    private IQueryable<Customer> OfTheirClass(IQueryable<Customer> customers)
    {
        if (Kind is { } kind)
        {
            customers = customers.Where(c => c.Kind == kind);
        }

        if (Tier is { } tier)
        {
            customers = customers.Where(c => c.Tier == EF.Constant(tier)); // so that the index of the rarer tiers serves
        }

        if (Stage is { } stage)
        {
            customers = customers.Where(c => c.Stage == stage);
        }

        return Tag is { Length: > 0 } tag ? customers.Where(c => c.Tags.Contains(tag.Trim())) : customers;
    }
}
