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
}
