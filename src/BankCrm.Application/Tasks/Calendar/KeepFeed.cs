using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Common;
using BankCrm.Domain.Tasks.Calendar;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Calendar;

/// <summary>Gives one's follow-ups an address that a calendar program can read. There is one; a new one ends the old.</summary>
/// <param name="Secret">Of the address, by <see cref="AddressSecret.New"/>.</param>
[Allow(TaskPermissions.Work)]
public sealed record OpenFeed(string Secret, bool TellsSubjects);

internal sealed class OpenFeedValidator : AbstractValidator<OpenFeed>
{
    public OpenFeedValidator() => RuleFor(f => f.Secret).Length(AddressSecret.Length);
}

internal sealed class OpenFeedHandler(CrmDb db, CurrentUser user, TimeProvider clock) : ICommandHandler<OpenFeed>
{
    public async Task HandleAsync(OpenFeed command, CancellationToken ct)
    {
        var (hash, now) = (AddressSecret.Hash(command.Secret), clock.GetUtcNow());
        if (await db.CalendarFeeds.Where(f => f.StaffId == user.StaffId).Select(f => (Guid?)f.Id).SingleOrDefaultAsync(ct) is { } there)
        {
            (await db.ForChangeAsync<CalendarFeed>(there, ct)).Renew(hash, command.TellsSubjects, now);
        }
        else
        {
            db.Add(CalendarFeed.Open(user.Person, hash, command.TellsSubjects, now));
        }
    }
}

/// <summary>The address opens nothing any more.</summary>
[Allow(TaskPermissions.Work)]
public sealed record CloseFeed;

internal sealed class CloseFeedValidator : AbstractValidator<CloseFeed>;

internal sealed class CloseFeedHandler(CrmDb db, CurrentUser user) : ICommandHandler<CloseFeed>
{
    public async Task HandleAsync(CloseFeed command, CancellationToken ct)
    {
        var there = await db.CalendarFeeds.AsTracking().Where(f => f.StaffId == user.StaffId).ToListAsync(ct);
        Refuse.If(there.Count == 0, "There is no such address any more.");
        db.RemoveRange(there);
    }
}

/// <summary>Whether there is an address, and what it tells.</summary>
[Allow(TaskPermissions.Work)]
public sealed record GetFeed;

/// <param name="OpenedAt">Null: there is none.</param>
public sealed record FeedKept(DateTimeOffset? OpenedAt, bool TellsSubjects);

internal sealed class GetFeedHandler(CrmDb db, CurrentUser user) : IQueryHandler<GetFeed, FeedKept>
{
    public async Task<FeedKept> HandleAsync(GetFeed query, CancellationToken ct) =>
        await db.CalendarFeeds.Where(f => f.StaffId == user.StaffId).Select(f => new FeedKept(f.OpenedAt, f.TellsSubjects)).SingleOrDefaultAsync(ct)
        ?? new(null, TellsSubjects: false);
}
