using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using BankCrm.Infrastructure.Admin.SecondFactors;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.Admin.Users;

internal sealed class Passwords(
    CrmDb db, SignInAttempts attempts, SignInFailures failures, IPasswordHasher<SignIn> hasher, ILookupNormalizer names, CurrentUser visitor,
    TimeProvider clock) : IPasswords
{
    /// <summary>Of no password, made with our own number of rounds: what nobody's password is compared with takes as long.</summary>
    private static string? nobodysHash;

    public async Task<Guid?> CheckAsync(string userName, string password, CancellationToken ct)
    {
        var name = Normal(userName);
        await failures.TakeAsync(visitor.IpAddress, name, ct);
        var signIn = await db.Set<SignIn>().SingleOrDefaultAsync(s => s.NormalizedUserName == name, ct);
        var attempt = await attempts.TakeAsync(signIn?.Id ?? Guid.Empty, ct);
        var isAtWork = await db.Staff.AnyAsync(s => s.Id == (signIn == null ? Guid.Empty : signIn.Id) && s.DisabledAt == null, ct);
        var isRight = Matches(attempt is null || !isAtWork ? null : signIn, signIn?.PasswordHash, password);
        if (!isRight)
        {
            await failures.RecordAsync(signIn?.Id, signIn is null ? "unknown" : attempt is null ? "locked" : isAtWork ? "wrong" : "disabled", attempt is true);
            return null;
        }

        await GiveBackAsync(signIn!, visitor.IpAddress, wasLast: attempt is true);
        return signIn!.Id;
    }

    public async Task<bool> IsOfAsync(Guid staffId, string password, CancellationToken ct)
    {
        var signIn = await db.Set<SignIn>().SingleAsync(s => s.Id == staffId, ct);
        await attempts.TakeAsync(address: null, signIn.NormalizedUserName!, ct);
        var attempt = await attempts.TakeAsync(staffId, ct);
        if (!Matches(attempt is null ? null : signIn, signIn.PasswordHash, password))
        {
            await failures.RecordAsync(staffId, attempt is null ? "locked" : "wrong", attempt is true);
            return false;
        }

        await GiveBackAsync(signIn, address: null, wasLast: attempt is true);
        return true;
    }

    public async Task<Fault?> CheckChoiceAsync(StaffMember person, string wanted, CancellationToken ct)
    {
        var branches = await db.Branches.Where(b => b.Id == person.HomeBranchId || b.ParentId == null).Select(b => new { b.Name, b.Code }).ToListAsync(ct);
        if (PasswordRules.Check(PasswordRules.Normal(wanted), [person.Name, person.UserName, .. branches.SelectMany(b => new[] { b.Name, b.Code })]) is { } fault)
        {
            return fault;
        }

        var signIn = await db.Set<SignIn>().SingleAsync(s => s.Id == person.Id, ct);
        return signIn.FormerPasswords.Prepend(signIn.PasswordHash!).Any(hash => Matches(signIn, hash, wanted))
            ? new Fault("You had this password before. Choose one that none of your last {0} was.", PasswordRules.History)
            : null;
    }

    public async Task<DateTimeOffset?> LockedUntilAsync(Guid staffId, CancellationToken ct) =>
        await db.Set<SignIn>().Where(s => s.Id == staffId).Select(s => s.LockoutEnd).SingleOrDefaultAsync(ct) is { } until && until > clock.GetUtcNow() ? until : null;

    public async Task SetAsync(StaffMember person, string password, CancellationToken ct)
    {
        var signIn = await db.Set<SignIn>().AsTracking().SingleOrDefaultAsync(s => s.Id == person.Id, ct);
        if (signIn is null)
        {
            signIn = new() { Id = person.Id, UserName = person.UserName, NormalizedUserName = Normal(person.UserName), LockoutEnabled = true };
            db.Add(signIn);
        }
        else if (signIn.PasswordHash is { } former)
        {
            signIn.FormerPasswords = [.. signIn.FormerPasswords.Prepend(former).Take(PasswordRules.History - 1)];
        }

        signIn.PasswordHash = hasher.HashPassword(signIn, PasswordRules.Normal(password)!);
        signIn.SecurityStamp = Guid.NewGuid().ToString();
        signIn.ConcurrencyStamp = Guid.NewGuid().ToString();
        (signIn.AccessFailedCount, signIn.LockoutEnd, signIn.Locks) = (0, null, 0);
        db.RemoveRange(await db.Set<SignInQuestion>().AsTracking().Where(q => q.StaffId == person.Id).ToListAsync(ct)); // asked for the password before
    }

    /// <param name="signIn">Null: there is nothing it could match; the time is spent all the same.</param>
    private bool Matches(SignIn? signIn, string? hash, string password)
    {
        nobodysHash ??= hasher.HashPassword(new(), Guid.NewGuid().ToString());
        var result = hasher.VerifyHashedPassword(signIn ?? new(), hash ?? nobodysHash, PasswordRules.Normal(password) ?? "");
        return result is not PasswordVerificationResult.Failed && signIn is not null && hash is not null;
    }

    // Where more is asked for, only the right answer to that forgets what failed: else whoever knows the password could guess codes for ever.
    private async Task GiveBackAsync(SignIn signIn, string? address, bool wasLast)
    {
        if (signIn.AuthenticatorSeed is null && !await db.Passkeys.AnyAsync(p => p.StaffId == signIn.Id))
        {
            await attempts.ForgetAsync(signIn.Id, CancellationToken.None);
        }
        else
        {
            await attempts.GiveBackAsync(signIn.Id, wasLast, CancellationToken.None);
        }

        await attempts.GiveBackAsync(address, signIn.NormalizedUserName!, CancellationToken.None);
    }

    private string Normal(string userName) => names.NormalizeName(PasswordRules.Normal(userName.Trim()) ?? "")!;
}
