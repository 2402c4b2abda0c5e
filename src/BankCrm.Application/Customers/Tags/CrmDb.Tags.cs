using BankCrm.Domain.Customers.Tags;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<TagChange> TagChanges => Set<TagChange>();

    public DbSet<RetiredTag> RetiredTags => Set<RetiredTag>();
}
