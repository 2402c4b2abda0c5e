using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Admin.Users;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Admin.Users;

internal sealed class StaffMemberConfiguration : IEntityTypeConfiguration<StaffMember>, IViolations
{
    private const string UserName = "ux_staff_user_name";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [UserName] = "Another colleague has this user name.",
    };

    public void Configure(EntityTypeBuilder<StaffMember> staff)
    {
        staff.ToTable("staff");
        staff.Property(s => s.Name).HasMaxLength(StaffMember.NameMaxLength);
        staff.Property(s => s.UserName).HasMaxLength(StaffMember.UserNameMaxLength);
        staff.HasOne<Branch>().WithMany().HasForeignKey(s => s.HomeBranchId).OnDelete(DeleteBehavior.Restrict);
        staff.HasIndex(s => s.UserName).IsUnique().HasDatabaseName(UserName); // one person, one name at the door

        staff.OwnsMany(s => s.Roles, roles =>
        {
            roles.ToTable("role_assignments");
            roles.WithOwner().HasForeignKey("StaffId");
            roles.HasKey("StaffId", nameof(RoleAssignment.RoleId));
            roles.HasOne<Role>().WithMany().HasForeignKey(a => a.RoleId).OnDelete(DeleteBehavior.Restrict);
        });
        staff.OwnsMany(s => s.Coverages, coverages =>
        {
            coverages.ToTable("branch_coverages");
            coverages.WithOwner().HasForeignKey("StaffId");
            coverages.HasKey(c => c.Id);
            coverages.Property(c => c.Id).ValueGeneratedNever();
            coverages.HasOne<Branch>().WithMany().HasForeignKey(c => c.BranchId).OnDelete(DeleteBehavior.Restrict);
        });
    }
}

internal sealed class SessionConfiguration : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> sessions)
    {
        sessions.ToTable("sessions");
        sessions.Property(s => s.Id).ValueGeneratedNever();
        sessions.Property(s => s.Browser).HasMaxLength(200);
        sessions.HasIndex(s => s.SecretHash).IsUnique(); // looked up on a click
        sessions.HasIndex(s => s.StaffId);               // all of one person's, to show or end them
        sessions.HasOne<StaffMember>().WithMany().HasForeignKey(s => s.StaffId).OnDelete(DeleteBehavior.Restrict);
    }
}
