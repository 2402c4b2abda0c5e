using BankCrm.Application.Customers.Registration;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Infrastructure.DataQuality.Import;

/// <summary>A row without faults.</summary>
/// <param name="Number">The customer number it would get. Null: a check, nobody gets one.</param>
internal sealed record Candidate(int Line, Guid BranchId, CustomerDraft Draft, CustomerTraits Traits, string? Number)
{
    /// <summary>Something is to be said of it although it comes in.</summary>
    public bool IsRemarked { get; set; }

    /// <summary>Null: there is what a newcomer needs. Else why a row that meets nobody is refused.</summary>
    public NewFinding? Lacks { get; init; }

    /// <summary>The one this bank gave. Empty: the row has none.</summary>
    public string CustomerNumber { get; init; } = "";

    /// <summary>To whom the row, and those joined to it, says that they are related.</summary>
    public IReadOnlyList<RowRelation> Relations { get; init; } = [];

    public bool StatesTier { get; init; }

    public bool StatesStage { get; init; }

    /// <summary>The customer whom the row changes. Null: it makes a new one.</summary>
    public Guid? Target { get; init; }
}

/// <summary>Rows as read, then as compared with the bank: what is known or refused has gone to the findings.</summary>
internal sealed record ReadChunk(int LastLine, List<Candidate> Candidates, List<NewFinding> Findings, int Refused, int LeftOut)
{
    public int AlreadyThere { get; init; }

    /// <summary>Rows whose customer the bank has, and which change them.</summary>
    public List<Candidate> Updates { get; init; } = [];
}

/// <summary>A chunk with its customers sealed.</summary>
/// <param name="Sealed">Null: a check, or nobody to come in.</param>
internal sealed record SealedChunk(ReadChunk Chunk, IPreparedCustomers? Sealed);
