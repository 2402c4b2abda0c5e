using BankCrm.Domain.Admin.SecondFactors;
using BankCrm.Domain.Admin.Users;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Admin.SecondFactors;

internal sealed class FactorResetConfiguration : IEntityTypeConfiguration<FactorReset>, IViolations
{
    private const string Waiting = "ux_factor_resets_waiting";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [Waiting] = "It was proposed already and waits for a second administrator.",
        ["pk_factor_resets"] = "This was proposed already.", // the same form, sent twice
    };

    public void Configure(EntityTypeBuilder<FactorReset> resets)
    {
        resets.ToTable("factor_resets");
        resets.Property(r => r.Reason).HasMaxLength(FactorReset.ReasonMaxLength);
        resets.HasOne<StaffMember>().WithMany().HasForeignKey(r => r.StaffId).OnDelete(DeleteBehavior.Restrict);
        resets.HasOne<StaffMember>().WithMany().HasForeignKey(r => r.ProposedBy).OnDelete(DeleteBehavior.Restrict);
        resets.HasOne<StaffMember>().WithMany().HasForeignKey(r => r.DecidedBy).OnDelete(DeleteBehavior.Restrict);
        resets.HasIndex(r => r.StaffId, Waiting).IsUnique().HasFilter("state = 'Proposed'"); // one at a time
    }
}
