using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts.Transactions;

/// <summary>A movement on an account, as its source booked it. Only its category can be corrected here.</summary>
[Class(DataClass.C2)]
public sealed class Transaction
{
    public const int ReferenceMaxLength = 64;
    public const int TextMaxLength = 500;
    public const int NameMaxLength = 200;
    public const int CounterpartyAccountMaxLength = 40;

    private Transaction() { } // EF Core

    public Guid AccountId { get; private init; }

    /// <summary>The accounting day; months of it are stored apart.</summary>
    public DateOnly BookedOn { get; private init; }

    /// <summary>The source's own, once an account and day: by it a movement that comes again is recognised.</summary>
    public string Reference { get; private init; } = "";

    /// <summary>The order of movements within the day, as the source has it.</summary>
    public long Position { get; private init; }

    /// <summary>Null: the source tells days only.</summary>
    public DateTimeOffset? BookedAt { get; private init; }

    public DateOnly ValueOn { get; private init; }

    /// <summary>In the account's currency. Above zero in the customer's favour.</summary>
    public decimal Amount { get; private init; }

    /// <summary>Null: the source does not tell.</summary>
    public decimal? BalanceAfter { get; private init; }

    public TransactionKind Kind { get; private init; }
    public TransactionChannel Channel { get; private init; }
    public TransactionCategory Category { get; private set; }

    /// <summary>What the rule had said, where a colleague corrected it. Null: nobody did.</summary>
    public TransactionCategory? RuleCategory { get; private set; }

    /// <summary>Empty: not told.</summary>
    public string Counterparty { get; private init; } = "";

    /// <summary>Masked before it is stored. Empty: not told.</summary>
    public string CounterpartyAccount { get; private init; } = "";

    public string Text { get; private init; } = "";

    public Account Account { get; private init; } = null!;

    /// <summary>To what the rule had said is as good as taken back.</summary>
    public void Correct(TransactionCategory category)
    {
        Refuse.If(category == Category, "That is the purpose it has already.");

        RuleCategory = category == RuleCategory ? null : RuleCategory ?? Category;
        Category = category;
    }

    public void TakeBackCorrection()
    {
        Refuse.If(RuleCategory is null, "Nobody has corrected the purpose of this movement.");

        (Category, RuleCategory) = (RuleCategory.Value, null);
    }
}
