using BankCrm.Domain.Admin.Calendar;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Admin.Calendar;

internal sealed class CalendarConfiguration : IEntityTypeConfiguration<CalendarYear>, IViolations
{
    private const string Year = "ux_calendar_years_year";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [Year] = "Somebody has just brought in this year.",
    };

    public void Configure(EntityTypeBuilder<CalendarYear> years)
    {
        years.ToTable("calendar_years");
        years.Property(y => y.Source).HasMaxLength(CalendarYear.SourceMaxLength);
        years.HasIndex(y => y.Year).IsUnique().HasDatabaseName(Year);
        years.OwnsMany(y => y.Days, days =>
        {
            days.ToTable("calendar_days");
            days.WithOwner().HasForeignKey("YearId");
            days.HasKey("YearId", nameof(CalendarDay.Day));
            days.Property(d => d.Name).HasMaxLength(CalendarDay.NameMaxLength);
        });
    }
}
