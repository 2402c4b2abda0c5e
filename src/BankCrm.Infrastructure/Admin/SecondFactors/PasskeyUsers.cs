using BankCrm.Application.Common;
using BankCrm.Domain.Admin.SecondFactors;
using BankCrm.Infrastructure.Admin.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.Admin.SecondFactors;

/// <summary>Where the framework's verification finds passkeys: in our own table. It only reads there; what an answer changes is written by one statement (<see cref="FactorSql"/>).</summary>
internal sealed class PasskeyUsers(CrmDb db, IdentityErrorDescriber errors) : UserOnlyStore<SignIn, CrmDb, Guid>(db, errors)
{
    public override async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(SignIn user, CancellationToken cancellationToken) =>
        [.. (await Context.Passkeys.Where(p => p.StaffId == user.Id).OrderByDescending(p => p.LastUsedAt).ToListAsync(cancellationToken)).Select(Of)];

    public override async Task<SignIn?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await Context.Passkeys.Where(p => p.CredentialId == credentialId).Select(p => (Guid?)p.StaffId).SingleOrDefaultAsync(cancellationToken) is { } owner
            ? await Context.Set<SignIn>().SingleAsync(s => s.Id == owner, cancellationToken)
            : null;

    public override async Task<UserPasskeyInfo?> FindPasskeyAsync(SignIn user, byte[] credentialId, CancellationToken cancellationToken) =>
        await Context.Passkeys.SingleOrDefaultAsync(p => p.StaffId == user.Id && p.CredentialId == credentialId, cancellationToken) is { } passkey ? Of(passkey) : null;

    // The count is not compared there: of two answers at once both could pass, and a count that went back could not be told from a wrong signature.
    private static UserPasskeyInfo Of(Passkey passkey) => new(
        passkey.CredentialId, passkey.PublicKey, passkey.AddedAt, signCount: 0, passkey.Transports, isUserVerified: true, passkey.IsSyncable, passkey.IsSynced, attestationObject: [], clientDataJson: []);
}
