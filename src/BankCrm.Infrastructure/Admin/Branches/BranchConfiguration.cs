using BankCrm.Domain.Admin.Branches;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Admin.Branches;

internal sealed class BranchConfiguration : IEntityTypeConfiguration<Branch>, IViolations
{
    private const string Code = "ux_branches_code";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [Code] = "Another branch has this code.",
    };

    public void Configure(EntityTypeBuilder<Branch> branches)
    {
        branches.ToTable("branches");
        branches.Property(b => b.Code).HasMaxLength(Branch.CodeMaxLength);
        branches.Property(b => b.Name).HasMaxLength(Branch.NameMaxLength);
        branches.Property(b => b.City).HasMaxLength(Branch.NameMaxLength);
        branches.Property(b => b.OpeningHours).HasField("openingHours").HasColumnType("text[]");
        branches.HasOne<Branch>().WithMany().HasForeignKey(b => b.ParentId).OnDelete(DeleteBehavior.Restrict);
        branches.HasIndex(b => b.Code).IsUnique().HasDatabaseName(Code);
    }
}
