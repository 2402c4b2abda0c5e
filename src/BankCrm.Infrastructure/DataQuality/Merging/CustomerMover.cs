using System.Text.Json;
using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Merging;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Merging;
using BankCrm.Domain.Platform.Encryption;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BankCrm.Infrastructure.DataQuality.Merging;

internal sealed class CustomerMover(CrmDb db, CustomerCiphers ciphers) : ICustomerMover
{
    private const string OneRow = "one_row";

    // The constraint that a moved row would break is the other record's own row.
    private static readonly string[] Clashes = [PostgresErrorCodes.UniqueViolation, PostgresErrorCodes.CheckViolation, PostgresErrorCodes.ExclusionViolation];

    private IReadOnlyList<CustomerReference> References => field ??= CustomerReferences.In(db.Model);

    public Task<IReadOnlyList<MovedRows>> CountAsync(Guid customerId, CancellationToken ct) => db.ReadAsync(
        MergeSql.CountRows(References), row => new MovedRows(row.GetString(0), MergeFate.Moved, row.GetInt32(1)), ct, customerId);

    public async Task KeepAsync(Merge merge, CancellationToken ct)
    {
        Guid[] both = [merge.SurvivorId, merge.LoserId];
        await db.ExecuteAsync(MergeSql.SeeAllRows, ct);
        await db.ExecuteAsync(MergeSql.Lock, ct, both);
        foreach (var reference in References)
        {
            await db.ExecuteAsync(MergeSql.Keep(reference), ct, merge.Id, merge.BranchId, merge.LoserId);
        }

        await db.ExecuteAsync(MergeSql.KeepRecords, ct, merge.Id, merge.BranchId, both);
        await db.ExecuteAsync(MergeSql.KeepNames, ct, merge.Id, merge.BranchId, both);
    }

    public async Task<IReadOnlyList<MovedRows>> MoveAsync(Merge merge, CancellationToken ct)
    {
        Guid[] both = [merge.SurvivorId, merge.LoserId];
        await db.SaveChangesAsync(ct);
        foreach (var reference in References)
        {
            if (reference.Sealed.Count > 0 || !reference.KeepsKey || !await TryAsync(() => MoveAsync(merge, reference, ct), ct))
            {
                await MoveOneByOneAsync(merge, reference, ct);
            }
        }

        await db.ExecuteAsync(MergeSql.DropWaitingPairs, ct, merge.Id, merge.BranchId, merge.SurvivorId, merge.LoserId);
        await db.ExecuteAsync(MergeSql.CarryVerdicts, ct, merge.Id, merge.BranchId, merge.SurvivorId, merge.LoserId);
        await db.ExecuteAsync(MergeSql.RecordsNow, ct, merge.Id);
        await db.ExecuteAsync(MergeSql.KeepNewNames, ct, merge.Id, merge.BranchId, both);
        await db.ExecuteAsync(MergeSql.ForgetKeptNames, ct, merge.Id, both);
        return await CountsAsync(merge, ct);
    }

    public async Task<IReadOnlyList<MovedRows>> RestoreAsync(Merge merge, CancellationToken ct)
    {
        await db.ExecuteAsync(MergeSql.SeeAllRows, ct);
        foreach (var reference in References)
        {
            await db.ExecuteAsync(MergeSql.Restore(reference, await db.ColumnsAsync(reference.Table, ct)), ct, merge.Id);
        }

        await db.ExecuteAsync(MergeSql.LeaveChanged, ct, merge.Id);
        await db.ExecuteAsync(MergeSql.DropNewNames, ct, merge.Id);
        await db.ExecuteAsync(MergeSql.RestoreNames, ct, merge.Id);
        await db.ExecuteAsync(MergeSql.DropCarriedVerdicts, ct, merge.Id);
        await db.ExecuteAsync(MergeSql.RestoreWaitingPairs, ct, merge.Id);
        return await CountsAsync(merge, ct);
    }

    private Task<int> MoveAsync(Merge merge, CustomerReference reference, CancellationToken ct) =>
        db.ExecuteAsync(MergeSql.Move(reference, oneRow: false), ct, merge.SurvivorId, merge.LoserId, merge.BranchId, merge.Id);

    private async Task MoveOneByOneAsync(Merge merge, CustomerReference reference, CancellationToken ct)
    {
        var images = await db.ReadAsync(MergeSql.Images, row => (Id: row.GetGuid(0), Before: row.GetString(1)), ct, merge.Id, reference.Table);
        var sql = MergeSql.Move(reference, oneRow: true);
        foreach (var (image, before) in images)
        {
            object?[] values = [merge.SurvivorId, merge.LoserId, merge.BranchId, image, .. await SealAnewAsync(merge, reference, before, ct)];
            if (!await TryAsync(() => db.ExecuteAsync(sql, ct, values), ct))
            {
                await db.ExecuteAsync(MergeSql.Stays, ct, image);
            }
        }
    }

    // What is sealed opens only with the key of the customer it belongs to.
    private async Task<IEnumerable<object?>> SealAnewAsync(Merge merge, CustomerReference reference, string before, CancellationToken ct)
    {
        if (reference.Sealed.Count == 0)
        {
            return [];
        }

        var (old, anew) = (await ciphers.OfAsync(merge.LoserId, ct), await ciphers.OfAsync(merge.SurvivorId, ct));
        using var row = JsonDocument.Parse(before);
        var id = row.RootElement.GetProperty("id").GetGuid();
        if (reference.IsBetween && row.RootElement.GetProperty("from_id").GetGuid() != merge.LoserId)
        {
            return [.. reference.Sealed.Select(column => Envelope(row.RootElement.GetProperty(column)))]; // under the other customer's key
        }

        return [.. reference.Sealed.Select(column => SealAnew(old, anew, $"{reference.Table}.{column}", id, row.RootElement.GetProperty(column)))];
    }

    private static byte[]? SealAnew(ICustomerCipher old, ICustomerCipher anew, string place, Guid id, JsonElement value) =>
        Envelope(value) is { } envelope ? anew.Seal(place, id, old.Open(place, id, new Sealed(envelope))).Envelope : null;

    // As PostgreSQL writes bytes: \x and hexadecimal.
    private static byte[]? Envelope(JsonElement value) => value.GetString() is { } hex ? Convert.FromHexString(hex.AsSpan(2)) : null;

    /// <summary>False: the survivor has such rows already, and nothing was done.</summary>
    private async Task<bool> TryAsync(Func<Task> move, CancellationToken ct)
    {
        var transaction = db.OpenTransaction();
        await transaction.SaveAsync(OneRow, ct);
        try
        {
            await move();
            await transaction.ReleaseAsync(OneRow, ct);
            return true;
        }
        catch (PostgresException e) when (Clashes.Contains(e.SqlState))
        {
            await transaction.RollbackAsync(OneRow, ct);
            return false;
        }
    }

    private Task<IReadOnlyList<MovedRows>> CountsAsync(Merge merge, CancellationToken ct) => db.ReadAsync(
        MergeSql.Counts, row => new MovedRows(row.GetString(0), Enum.Parse<MergeFate>(row.GetString(1)), row.GetInt32(2)), ct, merge.Id);
}
