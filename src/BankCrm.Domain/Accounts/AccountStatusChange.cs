using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts;

/// <summary>From when on an account was open, frozen, closed: what its source told, never changed afterwards.</summary>
[Class(DataClass.C1)]
public sealed class AccountStatusChange
{
    private AccountStatusChange() { } // EF Core

    public Guid AccountId { get; private init; }

    /// <summary>The source's count of changes at which it was told.</summary>
    public long SourceVersion { get; private init; }

    public AccountStatus Status { get; private init; }
    public DateTimeOffset ToldAt { get; private init; }

    public Account Account { get; private init; } = null!;
}
