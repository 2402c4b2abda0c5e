using BankCrm.Domain.Platform.Lists;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Platform.Lists;

internal sealed class SavedViewConfiguration : IEntityTypeConfiguration<SavedView>, IViolations
{
    private const string Name = "ux_saved_views_name";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [Name] = "You have a view of this name already.",
    };

    public void Configure(EntityTypeBuilder<SavedView> views)
    {
        views.ToTable("saved_views");
        views.Property(v => v.List).HasMaxLength(SavedView.ListMaxLength);
        views.Property(v => v.Name).HasMaxLength(SavedView.NameMaxLength);
        views.Property(v => v.Address).HasMaxLength(SavedView.AddressMaxLength);
        views.HasIndex(v => new { v.List, v.MadeBy, v.Name }).IsUnique().HasDatabaseName(Name); // a colleague's own
        views.HasIndex(v => new { v.List, v.Audience }).HasFilter("audience <> 'Own'");          // those that are shared
    }
}

internal sealed class ListLookConfiguration : IEntityTypeConfiguration<ListLook>
{
    public void Configure(EntityTypeBuilder<ListLook> looks)
    {
        looks.ToTable("list_looks");
        looks.HasKey(l => new { l.StaffId, l.List });
        looks.Property(l => l.List).HasMaxLength(SavedView.ListMaxLength);
        looks.Property(l => l.Columns).HasMaxLength(ListLook.ColumnsMaxLength);
        looks.Property(l => l.Widths).HasMaxLength(ListLook.WidthsMaxLength);
        looks.HasOne<SavedView>().WithMany().HasForeignKey(l => l.DefaultView).OnDelete(DeleteBehavior.SetNull);
    }
}
