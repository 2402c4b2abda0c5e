using System.Data;
using BankCrm.Domain.DataQuality.Export;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BankCrm.Application.Common;

public abstract partial class CrmDb
{
    public DbSet<CustomerExport> Exports => Set<CustomerExport>();

    public DbSet<ExportProgress> ExportProgress => Set<ExportProgress>();

    /// <summary>As <see cref="BeginAsync"/>, and all that is read in it is of one moment, however long it takes.</summary>
    public Task<IDbContextTransaction> BeginSnapshotAsync(CancellationToken ct) => Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
}
