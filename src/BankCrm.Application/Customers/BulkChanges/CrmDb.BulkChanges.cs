using BankCrm.Domain.Customers.BulkChanges;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<BulkChange> BulkChanges => Set<BulkChange>();

    public DbSet<BulkProgress> BulkProgress => Set<BulkProgress>();

    public DbSet<BulkRow> BulkRows => Set<BulkRow>();
}
