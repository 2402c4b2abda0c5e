using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Infrastructure.Admin.Users;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.Admin.SecondFactors;

internal sealed class FactorStore(
    CrmDb db, FactorSql sql, SignInAttempts attempts, SignInFailures failures, IColumnCipher cipher, CurrentUser visitor, TimeProvider clock) : ISecondFactors
{
    private const string Seed = "sign_ins.authenticator_seed";
    private const string Pending = "sign_ins.authenticator_pending";

    public async Task<FactorState> OfAsync(Guid staffId, CancellationToken ct) =>
        await db.Set<SignIn>().Where(s => s.Id == staffId).Select(s => new FactorState(s.AuthenticatorSince, s.RecoveryCodes.Length)).SingleOrDefaultAsync(ct) ?? new(null, 0);

    public async Task<IReadOnlySet<Guid>> WhoHasAsync(IReadOnlyCollection<Guid> staffIds, CancellationToken ct) =>
        await db.Set<SignIn>().Where(s => staffIds.Contains(s.Id) && s.AuthenticatorSince != null).Select(s => s.Id).ToHashSetAsync(ct);

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

    public async Task RemoveAsync(Guid staffId, CancellationToken ct)
    {
        var signIn = await ToChangeAsync(staffId, ct);
        (signIn.AuthenticatorSeed, signIn.AuthenticatorPending, signIn.AuthenticatorSince, signIn.RecoveryCodes) = (null, null, null, []);
    }

    public async Task<FactorKind?> ProveAsync(Guid staffId, string typed, CancellationToken ct)
    {
        await failures.TakeAsync(visitor.IpAddress, Name(staffId), ct);
        var attempt = await attempts.TakeAsync(staffId, ct);
        if (attempt is null || await UseAsync(staffId, typed, ct) is not { } kind)
        {
            await failures.RecordAsync(staffId, attempt is null ? "locked" : "wrong code", attempt is true);
            return null;
        }

        await attempts.ForgetAsync(staffId, CancellationToken.None);
        await attempts.GiveBackAsync(visitor.IpAddress, Name(staffId), CancellationToken.None);
        return kind;
    }

    public async Task<string> AskAsync(Guid staffId, CancellationToken ct)
    {
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await sql.AskAsync(Hash(secret), staffId, ct);
        return secret;
    }

    public async Task<(Guid StaffId, FactorKind Kind)?> AnswerAsync(string secret, string typed, CancellationToken ct)
    {
        var hash = Hash(secret);
        if (await sql.TryAsync(hash, ct) is not { } staffId)
        {
            await failures.TakeAsync(visitor.IpAddress, "question " + Convert.ToHexStringLower(hash), ct);
            await failures.RecordAsync(account: null, "no question", locks: false);
            return null;
        }

        return await ProveAsync(staffId, typed, ct) is { } kind && await sql.CloseAsync(hash, ct) ? (staffId, kind) : null;
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
