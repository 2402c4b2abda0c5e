using BankCrm.Domain.Common;
using Microsoft.AspNetCore.Identity;

namespace BankCrm.Infrastructure.Admin.Users;

/// <summary>A colleague's key to the door. Shares their id.</summary>
[Class(DataClass.C3)]
public sealed class SignIn : IdentityUser<Guid>
{
    /// <summary>How often in a row the account was locked: each lock lasts twice as long as the one before.</summary>
    public int Locks { get; set; }

    /// <summary>Hashes of the last passwords, the newest first.</summary>
    public string[] FormerPasswords { get; set; } = [];

    /// <summary>The key of their authenticator app. Null: they use none.</summary>
    public Sealed? AuthenticatorSeed { get; set; }

    /// <summary>A key that is being set up: the app has shown no code of it yet.</summary>
    public Sealed? AuthenticatorPending { get; set; }

    public DateTimeOffset? AuthenticatorSince { get; set; }

    /// <summary>The half minute of the last code that was accepted: neither it nor an earlier one is accepted again.</summary>
    public long AuthenticatorStep { get; set; }

    /// <summary>Hashes of the recovery codes that were not used yet.</summary>
    public string[] RecoveryCodes { get; set; } = [];
}
