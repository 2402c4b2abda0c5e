using BankCrm.Application.Common;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Customers.Reveals;

/// <summary>What has to hold before any masked value is shown, whatever it belongs to: a reason, and not too many within the hour.</summary>
internal static class RevealTerms
{
    private const int MostInAnHour = 30;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static void RefuseWithoutReason(RevealReason? reason, string? text)
    {
        Refuse.If(reason is null, "Choose why you need the value.");
        Refuse.If(CleanText.Check(text ?? "", RevealValue.MaxReason, manyLines: true));
        Refuse.If(
            reason is RevealReason.Other && (text?.Trim().Length ?? 0) < RevealValue.LeastReason,
            "Write down the reason in at least {0} characters.", RevealValue.LeastReason);
    }

    /// <summary>Null: not yet too many. The trail itself is what is counted: it survives a restart and knows every instance.</summary>
    public static async Task<TimeSpan?> RevealWaitAsync(this CrmDb db, CurrentUser user, DateTimeOffset now, CancellationToken ct)
    {
        var person = user.Person;
        var anHourAgo = Guid.CreateVersion7(now - Hour);
        var latest = await db.AuditEntries
            .Where(e => e.Actor == person && e.Id > anHourAgo && e.Event == AuditEvents.Revealed)
            .OrderByDescending(e => e.Id)
            .Take(MostInAnHour)
            .Select(e => e.At)
            .ToListAsync(ct);
        return latest.Count < MostInAnHour ? null : TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling((latest[^1] + Hour - now).TotalSeconds)));
    }
}
