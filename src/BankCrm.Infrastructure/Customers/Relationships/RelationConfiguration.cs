using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Relationships;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Customers.Relationships;

internal sealed class RelationConfiguration : IEntityTypeConfiguration<Relation>, IViolations
{
    private const string Open = "ux_relations_open";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [Open] = "This relation stands on the record already.",
    };

    public void Configure(EntityTypeBuilder<Relation> relations)
    {
        relations.ToTable("relations", table =>
        {
            table.HasCheckConstraint("ck_relations_two", "from_id <> to_id");
            table.HasCheckConstraint("ck_relations_share", "(kind = 'Owns') = (share is not null) and (share is null or (share > 0 and share <= 100))");
            table.HasCheckConstraint("ck_relations_until", "until is null or since is null or until >= since");
        });
        relations.Property(r => r.Share).HasPrecision(5, 2);
        relations.HasOne<Customer>().WithMany().HasForeignKey(r => r.FromId).OnDelete(DeleteBehavior.Restrict);
        relations.HasOne<Customer>().WithMany().HasForeignKey(r => r.ToId).OnDelete(DeleteBehavior.Restrict);

        relations.HasIndex(r => new { r.FromId, r.ToId, r.Kind }).IsUnique().HasFilter("until is null").HasDatabaseName(Open); // one at a time
        relations.HasIndex(r => r.FromId); // those of one customer, from either end
        relations.HasIndex(r => r.ToId);
    }
}

internal sealed class HouseholdConfiguration : IEntityTypeConfiguration<Household>
{
    public void Configure(EntityTypeBuilder<Household> households)
    {
        households.ToTable("households");
        households.Property(h => h.Name).HasMaxLength(Household.NameMaxLength);
        households.HasOne<Customer>().WithMany().HasForeignKey(h => h.HeadId).OnDelete(DeleteBehavior.Restrict);
        households.HasMany(h => h.Members).WithOne().HasForeignKey(m => m.HouseholdId).OnDelete(DeleteBehavior.Restrict);
        households.Navigation(h => h.Members).AutoInclude();
    }
}

internal sealed class HouseholdMemberConfiguration : IEntityTypeConfiguration<HouseholdMember>, IViolations
{
    private const string One = "ux_household_members_one";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [One] = "The customer is a member of another household: they must leave it first.",
    };

    public void Configure(EntityTypeBuilder<HouseholdMember> members)
    {
        members.ToTable("household_members");
        members.HasOne<Customer>().WithMany().HasForeignKey(m => m.CustomerId).OnDelete(DeleteBehavior.Restrict);

        members.HasIndex(m => m.CustomerId).IsUnique().HasFilter("until is null").HasDatabaseName(One); // one household at a time
        members.HasIndex(m => m.HouseholdId); // those of one household
    }
}

internal sealed class DeclinedSuggestionConfiguration : IEntityTypeConfiguration<DeclinedSuggestion>
{
    public void Configure(EntityTypeBuilder<DeclinedSuggestion> declined)
    {
        declined.ToTable("declined_suggestions");
        declined.HasOne<Customer>().WithMany().HasForeignKey(d => d.CustomerId).OnDelete(DeleteBehavior.Restrict);
        declined.HasOne<Customer>().WithMany().HasForeignKey(d => d.OtherId).OnDelete(DeleteBehavior.Restrict);

        declined.HasIndex(d => new { d.CustomerId, d.OtherId }).IsUnique(); // once a pair, asked from either end
        declined.HasIndex(d => d.OtherId);
    }
}
