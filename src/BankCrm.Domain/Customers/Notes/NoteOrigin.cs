namespace BankCrm.Domain.Customers.Notes;

/// <summary>Who wrote a note elsewhere, and when, as an imported file tells it. Nobody here knows whether it is so.</summary>
/// <param name="Author">Empty: the file names nobody.</param>
/// <param name="At">Null: it does not say when.</param>
/// <param name="Source">What the file is called.</param>
public sealed record NoteOrigin(string Author, DateTimeOffset? At, string Source);
