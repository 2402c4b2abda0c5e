using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Tasks.FollowUps;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Tasks.Calendar;

/// <summary>One follow-up as a calendar program shows it.</summary>
/// <param name="Subject">Null: it does not leave the bank.</param>
/// <param name="Changes">How often it was moved.</param>
public sealed record FeedItem(Guid Id, string? Subject, FollowUpKind Kind, DueTime Due, int Changes, DateTimeOffset ChangedAt);

/// <summary>Answers calendar programs, which have a secret and nobody who signs in. What they get is what its owner has to do, as long as they may work on follow-ups.</summary>
[Policy]
public sealed class CalendarFeeds(IServiceScopeFactory scopes, TimeProvider clock)
{
    private const int Most = 1000;
    private const int DaysBack = 30;

    /// <summary>Null: the address opens nothing.</summary>
    public async Task<IReadOnlyList<FeedItem>?> ReadAsync(string secret, CancellationToken ct)
    {
        if (secret.Length != AddressSecret.Length || await OwnerAsync(AddressSecret.Hash(secret), ct) is not { } owner)
        {
            return null;
        }

        var (user, tellsSubjects) = owner;
        await using var work = scopes.CreateWork(user);
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginReadingAsync(ct);
        var since = clock.GetUtcNow().AddDays(-DaysBack);
        var rows = await db.FollowUps.Where(f => f.OwnerId == user.StaffId && f.EndedAt == null && f.DueAt >= since)
            .OrderBy(f => f.DueAt).ThenBy(f => f.Id).Take(Most)
            .Select(f => new { f.Id, f.Subject, f.Kind, f.DueAt, f.HasTime, f.Postponed, f.ChangedAt })
            .ToListAsync(ct);
        return [.. rows.Select(f => new FeedItem(f.Id, tellsSubjects ? f.Subject : null, f.Kind, DueTime.Of(f.DueAt, f.HasTime), f.Postponed, f.ChangedAt))];
    }

    private async Task<(CurrentUser User, bool TellsSubjects)?> OwnerAsync(byte[] hash, CancellationToken ct)
    {
        await using var work = scopes.CreateWork(CurrentUser.System("calendar feeds"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        await using var transaction = await db.BeginReadingAsync(ct);
        return await db.CalendarFeeds.Where(f => f.SecretHash == hash).Select(f => new { f.StaffId, f.TellsSubjects }).SingleOrDefaultAsync(ct) is { } feed
            && await StaffAccess.OfAsync(db, feed.StaffId, Branch.DayAt(clock.GetUtcNow()), ct) is { } user && user.May(TaskPermissions.Work)
                ? (user, feed.TellsSubjects)
                : null;
    }
}
