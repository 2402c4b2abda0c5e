namespace BankCrm.Domain.Cases.Routing;

/// <summary>A case whose category a colleague has settled.</summary>
/// <param name="Customer">Whose it is. Null: nobody knows, and it counts as a customer of its own.</param>
public sealed record TaughtCase(Guid CaseId, Guid CategoryId, Guid? Customer, string Text)
{
    internal Guid Whose => Customer ?? CaseId;
}
