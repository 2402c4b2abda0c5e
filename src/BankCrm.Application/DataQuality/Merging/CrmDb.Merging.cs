using BankCrm.Domain.DataQuality.Merging;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<Merge> Merges => Set<Merge>();

    public DbSet<MergeImage> MergeImages => Set<MergeImage>();
}
