using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.SecondFactors;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Infrastructure.Admin.Users;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.Admin.SecondFactors;

internal sealed class FactorStore(
    CrmDb db, FactorSql sql, Passkeys passkeys, SignInAttempts attempts, SignInFailures failures, IColumnCipher cipher, CurrentUser visitor, TimeProvider clock) : ISecondFactors
{
    private const string Seed = "sign_ins.authenticator_seed";
    private const string Pending = "sign_ins.authenticator_pending";

    public async Task<FactorState> OfAsync(Guid staffId, CancellationToken ct) =>
        await db.Set<SignIn>().Where(s => s.Id == staffId)
            .Select(s => new FactorState(s.AuthenticatorSince, s.RecoveryCodes.Length, db.Passkeys.Count(p => p.StaffId == s.Id))).SingleOrDefaultAsync(ct) ?? new(null, 0, 0);

    public async Task<FactorState> HoldAsync(Guid staffId, CancellationToken ct)
    {
        await ToChangeAsync(staffId, ct);
        return await OfAsync(staffId, ct);
    }

    public async Task<IReadOnlySet<Guid>> WhoHasAsync(IReadOnlyCollection<Guid> staffIds, CancellationToken ct) =>
        await db.Set<SignIn>().Where(s => staffIds.Contains(s.Id) && (s.AuthenticatorSince != null || db.Passkeys.Any(p => p.StaffId == s.Id))).Select(s => s.Id).ToHashSetAsync(ct);

    public async Task BeginAsync(Guid staffId, CancellationToken ct) =>
        (await ToChangeAsync(staffId, ct)).AuthenticatorPending = cipher.Seal(Pending, staffId, TimeCode.NewKey());

    public async Task<string?> PendingAsync(Guid staffId, CancellationToken ct) =>
        await db.Set<SignIn>().Where(s => s.Id == staffId).Select(s => s.AuthenticatorPending).SingleOrDefaultAsync(ct) is { } pending
            ? cipher.Open(Pending, staffId, pending)
            : null;

    public async Task<bool> ConfirmAsync(Guid staffId, string code, IReadOnlyList<string> recoveryCodes, CancellationToken ct)
    {
        var signIn = await ToChangeAsync(staffId, ct);
        if (signIn.AuthenticatorPending is not { } pending
            || cipher.Open(Pending, staffId, pending) is not { } key
            || TimeCode.StepOf(key, code, clock.GetUtcNow()) is not { } step)
        {
            return false;
        }

        signIn.AuthenticatorPending = null;
        signIn.AuthenticatorSeed = cipher.Seal(Seed, staffId, key);
        signIn.AuthenticatorSince = clock.GetUtcNow();
        signIn.AuthenticatorStep = step; // the code that confirms it opens no door afterwards
        signIn.RecoveryCodes = Hashes(staffId, recoveryCodes);
        return true;
    }

    public async Task RenewCodesAsync(Guid staffId, IReadOnlyList<string> recoveryCodes, CancellationToken ct) =>
        (await ToChangeAsync(staffId, ct)).RecoveryCodes = Hashes(staffId, recoveryCodes);

    public async Task RemoveAuthenticatorAsync(Guid staffId, CancellationToken ct)
    {
        var signIn = await ToChangeAsync(staffId, ct);
        (signIn.AuthenticatorSeed, signIn.AuthenticatorPending, signIn.AuthenticatorSince, signIn.RecoveryCodes) = (null, null, null, []);
    }

    public async Task RemoveAsync(Passkey passkey, CancellationToken ct)
    {
        db.Remove(passkey);
        if (await OfAsync(passkey.StaffId, ct) is { HasAuthenticator: false, Passkeys: 1 })
        {
            await RenewCodesAsync(passkey.StaffId, [], ct);
        }
    }

    public async Task RemoveAllAsync(Guid staffId, CancellationToken ct)
    {
        await RemoveAuthenticatorAsync(staffId, ct);
        db.RemoveRange(await db.Passkeys.AsTracking().Where(p => p.StaffId == staffId).ToListAsync(ct));
    }

    public Task<FactorKind?> ProveAsync(Guid staffId, string typed, CancellationToken ct) => ProveAsync(staffId, typed, opens: true, ct);

    public async Task<bool> ProveAsync(Guid staffId, PasskeyOccasion occasion, PasskeyAnswer answer, CancellationToken ct) =>
        await CountedAsync(staffId, async () => await passkeys.FaultOfAsync(staffId, occasion, answer, ct) is { } fault ? (null, fault) : (FactorKind.Passkey, ""), ct) is not null;

    public async Task<string> AskAsync(Guid staffId, CancellationToken ct)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await sql.AskAsync(Hash(secret), staffId, ct);
        return secret;
    }

    public async Task<Guid?> AskedAsync(string secret, CancellationToken ct)
    {
        var (hash, since) = (Hash(secret), clock.GetUtcNow() - FactorSql.Patience);
        return await db.Set<SignInQuestion>().Where(q => q.SecretHash == hash && q.Tries < FactorSql.Tries && q.AskedAt > since).Select(q => (Guid?)q.StaffId).SingleOrDefaultAsync(ct);
    }

    public Task<(Guid StaffId, FactorKind Kind)?> AnswerAsync(string secret, string typed, bool opens, CancellationToken ct) =>
        AnswerAsync(secret, staffId => ProveAsync(staffId, typed, opens, ct), ct);

    public async Task<Guid?> AnswerAsync(string secret, PasskeyAnswer answer, CancellationToken ct) => (await AnswerAsync(
        secret, async staffId => await ProveAsync(staffId, PasskeyOccasion.AtDoor(secret), answer, ct) ? FactorKind.Passkey : null, ct))?.StaffId;

    private async Task<(Guid StaffId, FactorKind Kind)?> AnswerAsync(string secret, Func<Guid, Task<FactorKind?>> prove, CancellationToken ct)
    {
        var hash = Hash(secret);
        if (await sql.TryAsync(hash, ct) is not { } staffId)
        {
            await failures.TakeAsync(visitor.IpAddress, "question " + Convert.ToHexStringLower(hash), ct);
            await failures.RecordAsync(account: null, "no question", locks: false);
            return null;
        }

        return await prove(staffId) is { } kind && await sql.CloseAsync(hash, ct) ? (staffId, kind) : null;
    }

    private Task<FactorKind?> ProveAsync(Guid staffId, string typed, bool opens, CancellationToken ct) => CountedAsync(
        staffId, async () => !opens ? (null, "code in place of a passkey") : (await UseAsync(staffId, typed, ct), "wrong code"), ct);

    /// <param name="look">With what it was shown, or null and why not, for the audit trail.</param>
    private async Task<FactorKind?> CountedAsync(Guid staffId, Func<Task<(FactorKind? Kind, string Fault)>> look, CancellationToken ct)
    {
        await failures.TakeAsync(visitor.IpAddress, Name(staffId), ct);
        var attempt = await attempts.TakeAsync(staffId, ct);
        var (kind, fault) = attempt is null ? (null, "locked") : await look();
        if (kind is null)
        {
            await failures.RecordAsync(staffId, fault, attempt is true);
            return null;
        }

        await attempts.ForgetAsync(staffId, CancellationToken.None);
        await attempts.GiveBackAsync(visitor.IpAddress, Name(staffId), CancellationToken.None);
        return kind;
    }

    private async Task<FactorKind?> UseAsync(Guid staffId, string typed, CancellationToken ct)
    {
        var seed = await db.Set<SignIn>().Where(s => s.Id == staffId).Select(s => s.AuthenticatorSeed).SingleOrDefaultAsync(ct);
        if (seed is not null && TimeCode.StepOf(cipher.Open(Seed, staffId, seed), typed, clock.GetUtcNow()) is { } step)
        {
            return await sql.UseStepAsync(staffId, step, ct) ? FactorKind.Code : null;
        }

        return await sql.UseRecoveryCodeAsync(staffId, RecoveryCode.HashOf(staffId, typed), ct) ? FactorKind.RecoveryCode : null;
    }

    private async Task<SignIn> ToChangeAsync(Guid staffId, CancellationToken ct)
    {
        var signIn = await db.Set<SignIn>().AsTracking().SingleAsync(s => s.Id == staffId, ct);
        signIn.ConcurrencyStamp = Guid.NewGuid().ToString();
        return signIn;
    }

    private static string[] Hashes(Guid staffId, IReadOnlyList<string> codes) => [.. codes.Select(c => RecoveryCode.HashOf(staffId, c))];

    // No user name has a space in it.
    private static string Name(Guid staffId) => "code of " + staffId;

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
