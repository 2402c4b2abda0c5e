using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Tasks.Calendar;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Tasks.Calendar;

internal sealed class CalendarFeedConfiguration : IEntityTypeConfiguration<CalendarFeed>
{
    /// <summary>Read by whose it is, and by the system, which knows nobody before it has looked. For migrations.</summary>
    public const string Protect =
        """
        alter table calendar_feeds enable row level security; alter table calendar_feeds force row level security;
        create policy calendar_feeds_scope on calendar_feeds
          using (staff_id::text = (select current_setting('crm.staff', true)) or (select current_setting('crm.audience', true)) = 'all')
          with check (staff_id::text = (select current_setting('crm.staff', true)));
        """;

    public void Configure(EntityTypeBuilder<CalendarFeed> feeds)
    {
        feeds.ToTable("calendar_feeds");
        feeds.HasOne<StaffMember>().WithMany().HasForeignKey(f => f.StaffId).OnDelete(DeleteBehavior.Restrict);

        // One each; found by what the address says.
        feeds.HasIndex(f => f.StaffId).IsUnique();
        feeds.HasIndex(f => f.SecretHash).IsUnique();
    }
}
