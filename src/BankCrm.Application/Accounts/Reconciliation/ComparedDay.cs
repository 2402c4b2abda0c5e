using BankCrm.Application.Common;
using BankCrm.Domain.Accounts.Reconciliation;
using BankCrm.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Accounts.Reconciliation;

public enum Agreement
{
    Differs,
    [Means("Nothing was told")] NotTold,
    [Means("Agrees with what was told")] Agrees,
}

/// <summary>A day of a source in one currency.</summary>
/// <param name="Told">Null: the source told nothing.</param>
/// <param name="Arrived">Null: nothing arrived.</param>
public sealed record ComparedDay(string Source, DateOnly Day, string Currency, ToldDay? Told, ArrivedDay? Arrived)
{
    public Agreement Agreement => Told is null ? Agreement.NotTold
        : (Told.Movements, Told.Credit, Told.Debit) == (Arrived?.Movements ?? 0, Arrived?.Credit ?? 0, Arrived?.Debit ?? 0) ? Agreement.Agrees
        : Agreement.Differs;

    /// <summary>Told and not arrived; below zero: arrived and not told.</summary>
    public long MissingMovements => (Told?.Movements ?? 0) - (Arrived?.Movements ?? 0);

    public decimal MissingCredit => (Told?.Credit ?? 0) - (Arrived?.Credit ?? 0);

    public decimal MissingDebit => (Told?.Debit ?? 0) - (Arrived?.Debit ?? 0);

    /// <summary>In no order.</summary>
    internal static async Task<List<ComparedDay>> ReadAsync(CrmDb db, DateOnly from, DateOnly to, string? source, CancellationToken ct)
    {
        var told = await db.ToldDays.Where(t => t.Day >= from && t.Day <= to && (source == null || t.Source == source)).ToListAsync(ct);
        var arrived = (await db.ArrivedDays.Where(a => a.Day >= from && a.Day <= to && (source == null || a.Source == source)).ToListAsync(ct))
            .ToDictionary(a => (a.Source, a.Day, a.Currency));
        var compared = told.ConvertAll(t => new ComparedDay(
            t.Source, t.Day, t.Currency, t, arrived.Remove((t.Source, t.Day, t.Currency), out var same) ? same : null));
        compared.AddRange(arrived.Values.Select(a => new ComparedDay(a.Source, a.Day, a.Currency, null, a)));
        return compared;
    }
}
