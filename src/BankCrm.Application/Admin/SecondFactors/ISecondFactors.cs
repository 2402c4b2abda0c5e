using BankCrm.Application.Common;
using BankCrm.Domain.Admin.SecondFactors;

namespace BankCrm.Application.Admin.SecondFactors;

/// <summary>With what somebody showed that it is them.</summary>
public enum FactorKind
{
    /// <summary>Of the authenticator app.</summary>
    Code,
    RecoveryCode,
    Passkey,
}

/// <param name="AuthenticatorSince">Null: they use no authenticator app.</param>
/// <param name="RecoveryCodes">How many are left, 0 to 10.</param>
/// <param name="Passkeys">How many they have, 0 to 10.</param>
public sealed record FactorState(DateTimeOffset? AuthenticatorSince, int RecoveryCodes, int Passkeys)
{
    public bool HasAuthenticator => AuthenticatorSince is not null;

    /// <summary>The password alone does not open the door.</summary>
    public bool IsOn => HasAuthenticator || Passkeys > 0;
}

/// <summary>What colleagues show besides their passwords. Nothing here gives a key back once it is in use.</summary>
public interface ISecondFactors
{
    Task<FactorState> OfAsync(Guid staffId, CancellationToken ct);

    /// <summary>As <see cref="OfAsync"/>; and of two units of work that do this and change something one is refused.</summary>
    Task<FactorState> HoldAsync(Guid staffId, CancellationToken ct);

    /// <summary>Which of these have one.</summary>
    Task<IReadOnlySet<Guid>> WhoHasAsync(IReadOnlyCollection<Guid> staffIds, CancellationToken ct);

    /// <summary>Makes a new key for an app, to be confirmed by a code; saved with the unit of work.</summary>
    Task BeginAsync(Guid staffId, CancellationToken ct);

    /// <summary>The key that waits for its first code, in Base32. Null: none does.</summary>
    Task<string?> PendingAsync(Guid staffId, CancellationToken ct);

    /// <summary>Takes the key that waits into use, with these recovery codes; saved with the unit of work. False: the app shows another code, or no key waits.</summary>
    Task<bool> ConfirmAsync(Guid staffId, string code, IReadOnlyList<string> recoveryCodes, CancellationToken ct);

    /// <summary>These recovery codes instead of those before; saved with the unit of work.</summary>
    Task RenewCodesAsync(Guid staffId, IReadOnlyList<string> recoveryCodes, CancellationToken ct);

    /// <summary>Forgets app and recovery codes; saved with the unit of work.</summary>
    Task RemoveAuthenticatorAsync(Guid staffId, CancellationToken ct);

    /// <summary>Forgets a passkey, and with the last factor the recovery codes; saved with the unit of work.</summary>
    Task RemoveAsync(Passkey passkey, CancellationToken ct);

    /// <summary>Forgets app, recovery codes and all passkeys; saved with the unit of work.</summary>
    Task RemoveAllAsync(Guid staffId, CancellationToken ct);

    /// <summary>
    /// Whether somebody who is signed in types a code of theirs, which is used up then, at once and whatever becomes of the work. Failures count as at the door. Null: it is none.
    /// </summary>
    /// <exception cref="TooManyAttemptsException">For this colleague.</exception>
    Task<FactorKind?> ProveAsync(Guid staffId, string typed, CancellationToken ct);

    /// <summary>Whether a passkey of somebody who is signed in has signed for this occasion. Failures count as at the door.</summary>
    /// <exception cref="TooManyAttemptsException">For this colleague.</exception>
    Task<bool> ProveAsync(Guid staffId, PasskeyOccasion occasion, PasskeyAnswer answer, CancellationToken ct);

    /// <summary>Asks somebody whose password was right for more: five tries, five minutes. The answer is the secret by which the browser is known that may answer.</summary>
    Task<string> AskAsync(Guid staffId, CancellationToken ct);

    /// <summary>Who was asked this. Null: nobody, too long ago, or too often.</summary>
    Task<Guid?> AskedAsync(string secret, CancellationToken ct);

    /// <summary>Whose code this is. Null is the one answer to every failure: the code is wrong or used up, nobody was asked, too late, too often, the account is locked.</summary>
    /// <param name="secret">Of the question.</param>
    /// <param name="typed">A code of the app, or a recovery code.</param>
    /// <param name="opens">Codes open this colleague's door. Else it is a failure like any other.</param>
    /// <exception cref="TooManyAttemptsException">From this address, or for this colleague.</exception>
    Task<(Guid StaffId, FactorKind Kind)?> AnswerAsync(string secret, string typed, bool opens, CancellationToken ct);

    /// <summary>Whose passkey this is. Null is the one answer to every failure.</summary>
    /// <param name="secret">Of the question.</param>
    /// <param name="answer">To a challenge at this door.</param>
    /// <exception cref="TooManyAttemptsException">From this address, or for this colleague.</exception>
    Task<Guid?> AnswerAsync(string secret, PasskeyAnswer answer, CancellationToken ct);
}
