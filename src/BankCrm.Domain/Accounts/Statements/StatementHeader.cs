namespace BankCrm.Domain.Accounts.Statements;

/// <summary>Whose statement it is, and of which days.</summary>
public sealed record StatementHeader
{
    /// <summary>The format's own word: Stmt, Rpt, Ntfctn, MT940, STMTRS.</summary>
    public required string Kind { get; init; }
    public required int Line { get; init; }

    /// <summary>What tells it from others of the account: its id in camt, its reference in MT940.</summary>
    public string? Id { get; init; }

    /// <summary>Its number in the bank's count, as written: "12312", "27/01".</summary>
    public string? Number { get; init; }
    public string? RelatedReference { get; init; }

    /// <summary>The page of a statement sent in parts.</summary>
    public int? Page { get; init; }
    public bool? IsLastPage { get; init; }
    public StatementAccount Account { get; init; } = StatementAccount.None;
    public DateOnly? From { get; init; }
    public DateOnly? Through { get; init; }

    /// <summary>When the bank made it, as written.</summary>
    public string? MadeAt { get; init; }

    /// <summary>Which copy of it this is: DUPL, COPY, CODU.</summary>
    public string? Copy { get; init; }
}

/// <summary>The account as the statement names it.</summary>
/// <param name="Written">The whole of what stands in the file: "10020030/1234567", "1291.99.348EUR".</param>
/// <param name="Number">The number alone, without bank and currency.</param>
/// <param name="Iban">The number, where it is an IBAN by its shape.</param>
/// <param name="Bank">BIC, bank code or clearing number of the bank that keeps it.</param>
public sealed record StatementAccount(
    string? Written, string? Number, string? Iban = null, string? Bank = null, string? BankName = null, string? Currency = null, string? Owner = null,
    string? Name = null, string? Kind = null)
{
    public static StatementAccount None { get; } = new(null, null);
}
