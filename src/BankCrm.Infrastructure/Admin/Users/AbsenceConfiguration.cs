using BankCrm.Domain.Admin.Users;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Admin.Users;

internal sealed class AbsenceConfiguration : IEntityTypeConfiguration<Absence>, IViolations
{
    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        ["pk_absences"] = "This absence was entered already.", // the same form, sent twice
    };

    public void Configure(EntityTypeBuilder<Absence> absences)
    {
        absences.ToTable("absences", table =>
        {
            table.HasCheckConstraint("ck_absences_days", "\"from\" <= until");
            table.HasCheckConstraint("ck_absences_deputy", "staff_id <> deputy_id");
        });
        absences.HasOne<StaffMember>().WithMany().HasForeignKey(a => a.StaffId).OnDelete(DeleteBehavior.Restrict);
        absences.HasOne<StaffMember>().WithMany().HasForeignKey(a => a.DeputyId).OnDelete(DeleteBehavior.Restrict);

        absences.HasIndex(a => new { a.StaffId, a.Until });  // whether somebody is away
        absences.HasIndex(a => new { a.DeputyId, a.Until }); // for whom somebody stands in: asked with every session
        absences.HasIndex(a => a.Until);                     // who is away, or will be
    }
}
