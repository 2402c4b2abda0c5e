using BankCrm.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BankCrm.Application.Common;

/// <summary>What tables there are. Each feature adds its own in a partial file; how they are stored is Infrastructure's affair.</summary>
public abstract partial class CrmDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>Opens a transaction under the scope of whoever is at work. Outside of one, row-level security shows no row.</summary>
    public Task<IDbContextTransaction> BeginAsync(CancellationToken ct)
    {
        (IsScopeDue, PlansOnce) = (false, false);
        return Database.BeginTransactionAsync(ct);
    }

    /// <summary>As <see cref="BeginAsync"/>, to answer a question: the scope is told together with the first statement, which saves a journey.</summary>
    public Task<IDbContextTransaction> BeginReadingAsync(CancellationToken ct) => BeginReadingAsync(plansOnce: false, ct);

    /// <param name="plansOnce">See <see cref="PlansOnce"/>.</param>
    public Task<IDbContextTransaction> BeginReadingAsync(bool plansOnce, CancellationToken ct)
    {
        (IsScopeDue, PlansOnce) = (true, plansOnce);
        return Database.BeginTransactionAsync(ct);
    }

    /// <summary>The transaction has not been told yet under which scope it reads; until it is, it sees no row.</summary>
    public bool IsScopeDue { get; set; }

    /// <summary>
    /// In this transaction the server plans each statement once for whatever it asks for: right where all that is read is found by the key of one customer, and
    /// planning takes longer than reading.
    /// </summary>
    public bool PlansOnce { get; protected set; }

    /// <summary>Loads an entity to change it. If it is no longer at the version the user saw, saving it is a conflict.</summary>
    /// <exception cref="NotFoundException">There is none, or it is another branch's.</exception>
    public async Task<T> ForChangeAsync<T>(Guid id, uint seenVersion, CancellationToken ct) where T : Entity
    {
        var entity = await ForChangeAsync<T>(id, ct);
        Entry(entity).Property(e => e.Version).OriginalValue = seenVersion;
        return entity;
    }

    /// <summary>For jobs and event handlers, which saw no form: changes whatever is there now.</summary>
    /// <exception cref="NotFoundException">There is none, or it is another branch's.</exception>
    public async Task<T> ForChangeAsync<T>(Guid id, CancellationToken ct) where T : Entity
    {
        var entity = await Set<T>().AsTracking().AsSplitQuery().SingleOrDefaultAsync(e => e.Id == id, ct) ?? throw new NotFoundException();
        Entry(entity).Property(e => e.ChangedAt).IsModified = true; // a change to a child alone must conflict too
        return entity;
    }
}
