using BankCrm.Domain.Common;

namespace BankCrm.Application.Common;

/// <summary>A row held by one transaction at a time, until its end. What is read of it afterwards is what the one before left.</summary>
public interface IRowLock
{
    Task TakeAsync<TEntity>(Guid id, CancellationToken ct)
        where TEntity : Entity;
}
