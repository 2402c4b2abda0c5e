using BankCrm.Domain.Customers.Relationships;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<Relation> Relations => Set<Relation>();

    public DbSet<Household> Households => Set<Household>();

    public DbSet<HouseholdMember> HouseholdMembers => Set<HouseholdMember>();

    public DbSet<DeclinedSuggestion> DeclinedSuggestions => Set<DeclinedSuggestion>();
}
