using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Tasks.Digests;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Tasks.Digests;

internal sealed class DigestSettingConfiguration : IEntityTypeConfiguration<DigestSetting>
{
    /// <summary>Each is read and changed by whose it is; the clock reads them, and takes away the address at which there is nobody. For migrations.</summary>
    public const string Protect =
        """
        alter table digest_settings enable row level security; alter table digest_settings force row level security;
        create policy digest_settings_scope on digest_settings
          using (staff_id::text = (select current_setting('crm.staff', true)) or (select current_setting('crm.audience', true)) = 'all')
          with check (staff_id::text = (select current_setting('crm.staff', true)));
        alter table digests enable row level security; alter table digests force row level security;
        create policy digests_scope on digests using ((select current_setting('crm.audience', true)) = 'all') with check ((select current_setting('crm.audience', true)) = 'all');
        """;

    public void Configure(EntityTypeBuilder<DigestSetting> settings)
    {
        settings.ToTable("digest_settings");
        settings.HasOne<StaffMember>().WithMany().HasForeignKey(s => s.StaffId).OnDelete(DeleteBehavior.Restrict);
        settings.HasIndex(s => s.StaffId).IsUnique(); // one each
        settings.HasIndex(s => new { s.At, s.Id });   // who gets it now
    }
}

internal sealed class DigestConfiguration : IEntityTypeConfiguration<Digest>, IViolations
{
    private const string Once = "ux_digests_day";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string> { [Once] = "The digest of this day was sent already." };

    public void Configure(EntityTypeBuilder<Digest> digests)
    {
        digests.ToTable("digests");
        digests.Property(d => d.Subject).HasMaxLength(Digest.SubjectMaxLength);
        digests.Property(d => d.Text).HasMaxLength(Digest.TextMaxLength);
        digests.HasOne<StaffMember>().WithMany().HasForeignKey(d => d.StaffId).OnDelete(DeleteBehavior.Restrict);
        digests.HasIndex(d => new { d.StaffId, d.Day }, Once).IsUnique(); // whoever looks at once
    }
}
