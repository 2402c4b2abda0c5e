using BankCrm.Domain.Accounts.Alerts;
using BankCrm.Domain.Admin.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Accounts.Alerts;

/// <remarks>No foreign key to the customer: a merge, an export of a customer or a count of what hangs on them must not come upon an alert.</remarks>
internal sealed class MovementAlertConfiguration : IEntityTypeConfiguration<MovementAlert>
{
    public void Configure(EntityTypeBuilder<MovementAlert> alerts)
    {
        alerts.ToTable("movement_alerts");
        alerts.Property(a => a.Key).HasMaxLength(MovementAlert.KeyMaxLength);
        alerts.Property(a => a.Limit).HasMaxLength(MovementAlert.LimitMaxLength);
        alerts.Property(a => a.Rates).HasMaxLength(MovementAlert.RatesMaxLength);
        alerts.HasIndex(a => new { a.CustomerId, a.Key, a.Day }).IsUnique();
        alerts.HasIndex(a => new { a.DueAt, a.Id }, "ix_movement_alerts_open").HasFilter("status <> 'Closed'");
        alerts.HasIndex(a => new { a.ClosedAt, a.Id }, "ix_movement_alerts_closed").HasFilter("status = 'Closed'");
        alerts.HasIndex(a => a.DueAt);
        alerts.HasOne<StaffMember>().WithMany().HasForeignKey(a => a.OwnerId).OnDelete(DeleteBehavior.Restrict);
        alerts.HasMany(a => a.Steps).WithOne().HasForeignKey(s => s.AlertId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AlertStepConfiguration : IEntityTypeConfiguration<AlertStep>
{
    public void Configure(EntityTypeBuilder<AlertStep> steps) => steps.ToTable("alert_steps");
}
