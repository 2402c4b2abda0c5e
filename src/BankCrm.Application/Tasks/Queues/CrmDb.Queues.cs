using BankCrm.Domain.Tasks.Assignment;
using BankCrm.Domain.Tasks.Queues;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<WorkQueue> WorkQueues => Set<WorkQueue>();

    public DbSet<QueueMember> QueueMembers => Set<QueueMember>();

    public DbSet<Decision> Decisions => Set<Decision>();
}
