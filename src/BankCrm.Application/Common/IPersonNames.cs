namespace BankCrm.Application.Common;

/// <summary>What colleagues are called, for features that stand below those who keep it.</summary>
public interface IPersonNames
{
    /// <summary>Of those there are.</summary>
    Task<IReadOnlyDictionary<Guid, string>> OfAsync(CrmDb db, IReadOnlyCollection<Guid> ids, CancellationToken ct);
}
