using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BankCrm.Application.Admin.Users;

/// <summary>
/// Who is signed in. What it knows of a session and of a colleague's rights is at most two seconds old, so a role that is taken away
/// is felt on the next click, on every instance.
/// </summary>
public sealed class SessionDirectory(IServiceScopeFactory scopes, SecondFactorPolicy policy, TimeProvider clock)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenMarks = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, (DateTimeOffset At, CurrentUser? User, DateTimeOffset SeenAt)> known = new();
    private DateTimeOffset swept;

    /// <summary>Opens a session; the answer is the secret for the browser's cookie.</summary>
    /// <param name="limit">How many the colleague may have at once: the oldest end.</param>
    public async Task<string> OpenAsync(Guid staffId, string? ip, string? browser, int limit, CancellationToken ct)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await using var work = scopes.CreateWork(CurrentUser.System("sign-in"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        var older = await db.Sessions.AsTracking().Where(s => s.StaffId == staffId).OrderByDescending(s => s.OpenedAt).ToListAsync(ct);
        db.RemoveRange(older.Skip(limit - 1));
        db.Add(new Session(staffId, Hash(secret), ip, browser, clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        known.Clear();
        return secret;
    }

    /// <summary>Null: no such session, or it is over. Whoever asks for a page is at work: the session goes on.</summary>
    public ValueTask<CurrentUser?> FindAsync(string secret, CancellationToken ct) => FindAsync(secret, isAtWork: true, ct);

    /// <summary>As <see cref="FindAsync(string, CancellationToken)"/>, for what the browser asks by itself: an idle session stays idle.</summary>
    public ValueTask<CurrentUser?> PeekAsync(string secret, CancellationToken ct) => FindAsync(secret, isAtWork: false, ct);

    /// <summary>How long a session goes on if nobody clicks. Null: there is none any more.</summary>
    public async Task<TimeSpan?> LeftAsync(Guid sessionId, CancellationToken ct)
    {
        await using var work = scopes.CreateWork(CurrentUser.System("sessions"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        return (await db.Sessions.SingleOrDefaultAsync(s => s.Id == sessionId, ct))?.Left(clock.GetUtcNow());
    }

    /// <summary>The colleague has shown that it is them.</summary>
    public async Task ShowAsync(Guid sessionId, StepUpPurpose purpose, CancellationToken ct)
    {
        await using var work = scopes.CreateWork(CurrentUser.System("sessions"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        if (await db.Sessions.AsTracking().SingleOrDefaultAsync(s => s.Id == sessionId, ct) is { } session)
        {
            session.Show(purpose, clock.GetUtcNow());
            await db.SaveChangesAsync(ct);
        }

        known.Clear();
    }

    /// <summary>Ends one session, or all of a colleague's.</summary>
    public async Task EndAsync(Guid staffId, Guid? sessionId, CancellationToken ct)
    {
        await using var work = scopes.CreateWork(CurrentUser.System("sign-out"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        db.RemoveRange(await db.Sessions.AsTracking().Where(s => s.StaffId == staffId && (sessionId == null || s.Id == sessionId)).ToListAsync(ct));
        await db.SaveChangesAsync(ct);
        known.Clear();
    }

    /// <summary>Forgets what is known here: rights were changed.</summary>
    public void Refresh() => known.Clear();

    private async ValueTask<CurrentUser?> FindAsync(string secret, bool isAtWork, CancellationToken ct)
    {
        if (secret.Length > 100)
        {
            return null;
        }

        var hash = Hash(secret);
        var name = Convert.ToBase64String(hash);
        var now = clock.GetUtcNow();
        if (known.TryGetValue(name, out var entry) && now - entry.At < Freshness && (!isAtWork || entry.User is null || now - entry.SeenAt <= BetweenMarks))
        {
            return entry.User;
        }

        var (user, seenAt) = await LoadAsync(hash, isAtWork, now, ct);
        Sweep(now);
        known[name] = (now, user, seenAt);
        return user;
    }

    private async Task<(CurrentUser? User, DateTimeOffset SeenAt)> LoadAsync(byte[] hash, bool isAtWork, DateTimeOffset now, CancellationToken ct)
    {
        await using var work = scopes.CreateWork(CurrentUser.System("sessions"));
        var db = work.ServiceProvider.GetRequiredService<CrmDb>();
        var session = await db.Sessions.AsTracking().SingleOrDefaultAsync(s => s.SecretHash == hash, ct);
        if (session is null || session.IsOver(now))
        {
            return (null, now);
        }

        if (isAtWork && now - session.SeenAt > BetweenMarks)
        {
            session.Seen(now);
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (ConflictException)
            {
                return (null, now); // it was ended at this very moment
            }
        }

        if (await StaffAccess.OfAsync(db, session.StaffId, Branch.DayAt(now), ct) is not { } access)
        {
            return (null, now);
        }

        var mustAdd = policy.Demands(access.Permissions) && policy.IsMissing(access.Permissions, await work.ServiceProvider.GetRequiredService<ISecondFactors>().OfAsync(session.StaffId, ct));
        return (access with { SessionId = session.Id, SessionRef = Convert.ToHexStringLower(hash)[..16], ShownFor = session.ShownStill(now), MustAddFactor = mustAdd }, session.SeenAt);
    }

    private void Sweep(DateTimeOffset now)
    {
        if (now - swept < TimeSpan.FromMinutes(1))
        {
            return;
        }

        swept = now;
        foreach (var (name, entry) in known)
        {
            if (now - entry.At > Freshness)
            {
                known.TryRemove(name, out _);
            }
        }
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));
}
