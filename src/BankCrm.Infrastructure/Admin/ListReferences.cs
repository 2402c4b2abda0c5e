using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Roles;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Platform.Lists;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Admin;

/// <summary>Who and what the views of lists refer to; Platform itself knows neither colleagues nor branches.</summary>
internal sealed class SavedViewReferences : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> views)
    {
        views.HasOne<StaffMember>().WithMany().HasForeignKey(v => v.MadeBy).OnDelete(DeleteBehavior.Restrict);
        views.HasOne<Branch>().WithMany().HasForeignKey(v => v.SharedWith).OnDelete(DeleteBehavior.Restrict);
        views.HasOne<Role>().WithMany().HasForeignKey(v => v.DefaultOfRole).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ListLookReferences : IEntityTypeConfiguration<ListLook>
{
    public void Configure(EntityTypeBuilder<ListLook> looks) =>
        looks.HasOne<StaffMember>().WithMany().HasForeignKey(l => l.StaffId).OnDelete(DeleteBehavior.Restrict);
}
