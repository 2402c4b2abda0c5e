using BankCrm.Application.Common;
using BankCrm.Domain.Admin.SecondFactors;
using BankCrm.Domain.Common;

namespace BankCrm.Application.Admin.SecondFactors;

/// <summary>For what a passkey signs. What was signed for one occasion is worth nothing at another.</summary>
public sealed record PasskeyOccasion
{
    private PasskeyOccasion(string name) => Name = name;

    public string Name { get; }

    /// <param name="question">Its secret.</param>
    public static PasskeyOccasion AtDoor(string question) => new("door " + question);

    /// <summary>That somebody who is signed in shows once more that it is them.</summary>
    public static PasskeyOccasion OnceMore(StepUpPurpose purpose, Guid sessionId) => new($"once more {purpose} {sessionId}");

    /// <summary>Making a new one.</summary>
    public static PasskeyOccasion New(Guid staffId) => new($"new {staffId}");

    /// <summary>Taking one away, by itself or by another one.</summary>
    public static PasskeyOccasion Removing(Guid passkeyId) => new($"remove {passkeyId}");
}

/// <param name="Handle">By which the answer names the challenge it answers; carried by the form.</param>
/// <param name="Options">What the browser is given: JSON, as WebAuthn has it.</param>
public sealed record PasskeyChallenge(string Handle, string Options);

/// <summary>What a browser says that it was asked to sign, or to make a key.</summary>
/// <param name="Handle">Of the challenge.</param>
/// <param name="Json">As WebAuthn has it. Empty: the browser did nothing.</param>
public sealed record PasskeyAnswer(string? Handle, string? Json)
{
    /// <summary>Longer ones are not read.</summary>
    public const int MaxLength = 32 * 1024;

    public bool IsEmpty => string.IsNullOrEmpty(Json);

    public override string ToString() => nameof(PasskeyAnswer);
}

/// <summary>Keys of WebAuthn: a challenge holds for five minutes, for one occasion, and is used up by its answer, right or wrong.</summary>
public interface IPasskeys
{
    /// <summary>What a browser needs to make a key for this colleague.</summary>
    Task<PasskeyChallenge> NewAsync(Guid staffId, CancellationToken ct);

    /// <summary>The key that was made. Null is the one answer to every failure: late, used before, for another address or person, without the person shown to the device, known already.</summary>
    Task<PasskeyCredential?> ReadNewAsync(Guid staffId, PasskeyAnswer answer, CancellationToken ct);

    /// <summary>What a browser needs to sign with one of the keys of this colleague. Null: they have none.</summary>
    Task<PasskeyChallenge?> AskAsync(Guid staffId, PasskeyOccasion occasion, CancellationToken ct);
}
