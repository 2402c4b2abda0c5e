using BankCrm.Application.Tasks.Assignment;
using BankCrm.Domain.Tasks.Assignment;
using BankCrm.Domain.Tasks.Queues;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<WorkQueue> WorkQueues => Set<WorkQueue>();

    public DbSet<QueueMember> QueueMembers => Set<QueueMember>();

    public DbSet<Decision> Decisions => Set<Decision>();

    /// <summary>What colleagues have open in all branches. Tells numbers only, of those who work in or cover a branch the user sees.</summary>
    /// <param name="branch">Counted apart.</param>
    [DbFunction("open_work")]
    internal IQueryable<OpenPieces> OpenPiecesOf(Guid[] staffIds, Guid branch) => FromExpression(() => OpenPiecesOf(staffIds, branch));
}
