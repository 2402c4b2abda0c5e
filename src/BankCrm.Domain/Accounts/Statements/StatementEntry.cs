using BankCrm.Domain.Common;

namespace BankCrm.Domain.Accounts.Statements;

public enum EntryState
{
    [Means("Booked")] Booked,
    [Means("Pending")] Pending,
    [Means("Of a later day")] Future,
    [Means("For information")] Information,
}

/// <summary>One entry of an account, as the bank states it. Null: the file does not say.</summary>
public sealed record StatementEntry
{
    /// <summary>Its place in the statement, from 1.</summary>
    public required int Number { get; init; }
    public required int Line { get; init; }
    public DateOnly? BookedOn { get; init; }
    public DateOnly? ValuedOn { get; init; }

    /// <summary>Below zero: a debit. Null: it could not be read, see the faults.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Empty: the file does not say.</summary>
    public string Currency { get; init; } = "";

    /// <summary>It takes an earlier entry back. The sign of the amount is that of this entry.</summary>
    public bool IsReversal { get; init; }
    public EntryState State { get; init; }

    /// <summary>ISO 20022 domain, family and sub-family (PMNT-RCDT-ESCT), SWIFT's type (NTRF), the type of OFX (CHECK).</summary>
    public string? Code { get; init; }

    /// <summary>The bank's own code, with who issued it.</summary>
    public string? BankCode { get; init; }
    public string? BankReference { get; init; }
    public string? EntryReference { get; init; }
    public string? CustomerReference { get; init; }
    public string? Batch { get; init; }

    /// <summary>What else the bank says of the entry.</summary>
    public string? Information { get; init; }

    /// <summary>Who was at the other end and what for: of the only detail, or of the entry itself.</summary>
    public EntryDetail Detail { get; init; } = EntryDetail.None;

    /// <summary>The transactions within, where the format tells them apart. A batch has several.</summary>
    public IReadOnlyList<EntryDetail> Details { get; init; } = [];
    public IReadOnlyList<StatementFault> Faults { get; init; } = [];
}

/// <summary>A single transaction within an entry.</summary>
public sealed record EntryDetail
{
    public static EntryDetail None { get; } = new();

    /// <summary>Below zero: a debit.</summary>
    public decimal? Amount { get; init; }
    public string? Currency { get; init; }
    public string? EndToEndId { get; init; }
    public string? TransactionId { get; init; }
    public string? InstructionId { get; init; }
    public string? MandateId { get; init; }
    public string? Uetr { get; init; }
    public string? BankReference { get; init; }
    public string? ChequeNumber { get; init; }
    public string? Code { get; init; }
    public string? BankCode { get; init; }
    public string? Counterparty { get; init; }
    public string? CounterpartyAccount { get; init; }
    public string? CounterpartyBank { get; init; }
    public string? UltimateParty { get; init; }
    public string? Purpose { get; init; }

    /// <summary>The words the payer wrote, line by line.</summary>
    public string? Remittance { get; init; }

    /// <summary>The reference the creditor asked for: RF…, an ISR or QR reference.</summary>
    public string? CreditorReference { get; init; }
    public string? ReturnReason { get; init; }
    public string? Information { get; init; }
}
