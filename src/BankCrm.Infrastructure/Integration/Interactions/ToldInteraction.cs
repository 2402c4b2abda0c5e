using BankCrm.Domain.Tasks.Interactions;

namespace BankCrm.Infrastructure.Integration.Interactions;

/// <summary>A row of a file about a contact that another system has recorded.</summary>
/// <param name="Line">In the file, from 1.</param>
/// <param name="Key">Tells the row from all others of its source; the same row has the same in every file.</param>
/// <param name="Customer">Their number in the other system, or ours. Empty: the row does not say.</param>
/// <param name="Complaint">The number of the complaint it was about. Empty: none.</param>
/// <param name="Phone">From which the customer called. Empty: the row does not say.</param>
public sealed record ToldInteraction(int Line, string Key, string Customer, string Complaint, string Phone, InteractionKind Kind, DateTimeOffset At, string Subject, string Text)
{
    public int? Minutes { get; init; }
    public InteractionOutcome? Outcome { get; init; }
    public InteractionMood? Mood { get; init; }
}

/// <summary>By what the customer of a row was known, or why none was.</summary>
public enum CustomerKnownBy
{
    Number,
    Complaint,
    Phone,

    /// <summary>Nothing in the row names a customer of the bank.</summary>
    Nobody,

    /// <summary>The telephone is several customers'.</summary>
    Several,

    /// <summary>Number and complaint are two customers'.</summary>
    Contradiction,
}

/// <summary>Why a row did not come in.</summary>
public sealed record RefusedInteraction(int Line, string Why);

/// <param name="Known">Had come in before.</param>
/// <param name="By">How many rows, of those in and known, had their customer by what; and how many had none.</param>
public sealed record BroughtInteractions(int In, int Known, IReadOnlyDictionary<CustomerKnownBy, int> By, IReadOnlyList<RefusedInteraction> Refused)
{
    public int NotKnown => By.GetValueOrDefault(CustomerKnownBy.Nobody) + By.GetValueOrDefault(CustomerKnownBy.Several) + By.GetValueOrDefault(CustomerKnownBy.Contradiction);
}
