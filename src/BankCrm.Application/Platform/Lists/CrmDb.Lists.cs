using BankCrm.Domain.Platform.Lists;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<SavedView> SavedViews => Set<SavedView>();

    public DbSet<ListLook> ListLooks => Set<ListLook>();
}
