using BankCrm.Application.Accounts;
using BankCrm.Application.Accounts.Intake;
using BankCrm.Application.Common;
using BankCrm.Domain.Accounts;

namespace BankCrm.Application.Integration.Accounts;

/// <summary>An account as its source has it, whole: what is left out is no more so.</summary>
[Allow(AccountScopes.Write)]
public sealed record AccountRecord
{
    /// <summary>As the source writes it; by it the account is recognised.</summary>
    public required string Number { get; init; }

    public required AccountKind Kind { get; init; }

    /// <summary>ISO 4217, three letters.</summary>
    public required string Currency { get; init; }

    public required AccountStatus Status { get; init; }

    /// <summary>The source's count of changes of this account, from 1: an older one is stale.</summary>
    public required long Version { get; init; }

    /// <summary>When it was so in the source.</summary>
    public required DateTimeOffset AsOf { get; init; }

    public required IReadOnlyList<AccountHolderRecord> Holders { get; init; }

    /// <summary>Code of the product catalogue.</summary>
    public string? Product { get; init; }

    /// <summary>Code of the branch where it was opened.</summary>
    public string? Branch { get; init; }

    public DateOnly? OpenedOn { get; init; }
    public DateOnly? ClosedOn { get; init; }

    /// <summary>Left out: it follows from the movements.</summary>
    public decimal? Balance { get; init; }

    /// <summary>All movements of this day are in the balance. Left out: those up to asOf.</summary>
    public DateOnly? BalanceOn { get; init; }

    public decimal? Available { get; init; }
    public decimal? Hold { get; init; }
    public decimal? CreditLimit { get; init; }

    /// <summary>Per cent a year.</summary>
    public decimal? Rate { get; init; }

    public DateOnly? MaturesOn { get; init; }

    internal ToldAccount ToTold() => new(
        Number.Trim(), Kind, Currency.Trim().ToUpperInvariant(), Status, Version, AsOf,
        [.. Holders.Select(h => new ToldHolder(h.Role, h.CustomerNumber?.Trim(), h.ExternalNumber?.Trim(), h.Since))])
    {
        Product = Product?.Trim(),
        OpenedAt = Branch?.Trim(),
        OpenedOn = OpenedOn,
        ClosedOn = ClosedOn,
        Balance = Balance,
        BalanceOn = BalanceOn,
        Available = Available,
        Hold = Hold,
        CreditLimit = CreditLimit,
        Rate = Rate,
        MaturesOn = MaturesOn,
    };
}

/// <summary>A customer in a role, by our number or by theirs.</summary>
public sealed record AccountHolderRecord
{
    public required HolderRole Role { get; init; }

    /// <summary>Ours: C and ten digits.</summary>
    public string? CustomerNumber { get; init; }

    /// <summary>Their number in the other system.</summary>
    public string? ExternalNumber { get; init; }

    public DateOnly? Since { get; init; }
}
