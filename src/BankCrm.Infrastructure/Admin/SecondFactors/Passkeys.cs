using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.SecondFactors;
using BankCrm.Infrastructure.Admin.Users;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.Admin.SecondFactors;

/// <summary>The framework verifies what was signed; that each challenge is ours, young, for this occasion and used once is seen to here.</summary>
internal sealed class Passkeys(CrmDb db, FactorSql sql, PasskeyHandler<SignIn> verification) : IPasskeys
{
    // It asks nothing of the request: for which address a passkey is, is a setting.
    private static readonly DefaultHttpContext NoRequest = new();

    public async Task<PasskeyChallenge> NewAsync(Guid staffId, CancellationToken ct)
    {
        var person = await db.Staff.Where(s => s.Id == staffId).Select(s => new { s.UserName, s.Name }).SingleAsync(ct);
        var made = await verification.MakeCreationOptionsAsync(new() { Id = staffId.ToString(), Name = person.UserName, DisplayName = person.Name }, NoRequest);
        return await KeptAsync(PasskeyOccasion.New(staffId), made.AttestationState!, made.CreationOptionsJson, ct);
    }

    public async Task<PasskeyCredential?> ReadNewAsync(Guid staffId, PasskeyAnswer answer, CancellationToken ct)
    {
        if (await StateAsync(PasskeyOccasion.New(staffId), answer, ct) is not { } state)
        {
            return null;
        }

        var result = await verification.PerformAttestationAsync(new() { HttpContext = NoRequest, CredentialJson = answer.Json!, AttestationState = state });
        return result is { Succeeded: true, Passkey: { } made }
            ? new(made.CredentialId, made.PublicKey, made.SignCount, made.Transports ?? [], made.IsBackupEligible, made.IsBackedUp)
            : null;
    }

    public async Task<PasskeyChallenge?> AskAsync(Guid staffId, PasskeyOccasion occasion, CancellationToken ct)
    {
        if (!await db.Passkeys.AnyAsync(p => p.StaffId == staffId, ct))
        {
            return null;
        }

        var signIn = await db.Set<SignIn>().SingleAsync(s => s.Id == staffId, ct);
        var asked = await verification.MakeRequestOptionsAsync(signIn, NoRequest);
        return await KeptAsync(occasion, asked.AssertionState!, asked.RequestOptionsJson, ct);
    }

    /// <summary>Why the answer does not show that it is them, for the audit trail. Null: it does, and is used up.</summary>
    public async Task<string?> FaultOfAsync(Guid staffId, PasskeyOccasion occasion, PasskeyAnswer answer, CancellationToken ct)
    {
        if (await StateAsync(occasion, answer, ct) is not { } state)
        {
            return "no challenge";
        }

        var result = await verification.PerformAssertionAsync(new() { HttpContext = NoRequest, CredentialJson = answer.Json!, AssertionState = state });
        return result is not { Succeeded: true, User: { } user, Passkey: { } passkey } || user.Id != staffId ? "wrong passkey"
            : await sql.UsePasskeyAsync(staffId, passkey.CredentialId, passkey.SignCount, passkey.IsBackedUp, ct) ? null
            : "passkey count went back";
    }

    private async Task<PasskeyChallenge> KeptAsync(PasskeyOccasion occasion, string state, string options, CancellationToken ct)
    {
        var handle = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        await sql.KeepChallengeAsync(Key(occasion, handle), state, ct);
        return new(handle, options);
    }

    private async Task<string?> StateAsync(PasskeyOccasion occasion, PasskeyAnswer answer, CancellationToken ct) =>
        answer is { Handle: { Length: > 0 and <= 100 } handle, Json.Length: > 0 and <= PasskeyAnswer.MaxLength } ? await sql.TakeChallengeAsync(Key(occasion, handle), ct) : null;

    private static byte[] Key(PasskeyOccasion occasion, string handle) => SHA256.HashData(Encoding.UTF8.GetBytes($"{occasion.Name}\n{handle}"));
}
