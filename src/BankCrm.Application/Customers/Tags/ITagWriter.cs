namespace BankCrm.Application.Customers.Tags;

/// <summary>Changes tags of many customers at once: those the user sees, in the transaction that is open.</summary>
public interface ITagWriter
{
    /// <summary>Gives all who have the one tag the other instead.</summary>
    Task<IReadOnlyList<RetaggedCustomer>> ReplaceAsync(string from, string to, Guid byStaffId, CancellationToken ct);

    /// <summary>Those who still have <paramref name="to"/> get <paramref name="from"/> back; beside it, where they had both.</summary>
    Task<IReadOnlyList<RetaggedCustomer>> RestoreAsync(
        string from, string to, IReadOnlyList<Guid> renamed, IReadOnlyList<Guid> hadBoth, Guid byStaffId, CancellationToken ct);
}

/// <param name="HadBoth">They had the other tag already.</param>
public sealed record RetaggedCustomer(Guid Id, Guid BranchId, bool HadBoth);
