namespace BankCrm.Domain.Common;

/// <summary>Who reads what somebody wrote, of those who see the customer.</summary>
public enum Audience
{
    [Means("Everyone who sees the customer")] Everyone,

    /// <summary>Not those who see all branches by their office.</summary>
    [Means("Colleagues of the branch")] Branch,

    [Means("Only me")] Author,
    [Means("Compliance only")] Compliance,
}

/// <summary>Rows of this kind are read by some of those only who see their branch. A query filter and row-level security see to it.</summary>
public interface IForSome : IBranchScoped
{
    Guid WrittenBy { get; }
    Audience Audience { get; }
}

/// <summary>Rows of this kind are behind compliance's wall: a query filter and row-level security show them to those who may see alerts, and to the system.</summary>
public interface IForCompliance;
