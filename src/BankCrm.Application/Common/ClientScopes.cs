namespace BankCrm.Application.Common;

/// <summary>What every API client may do.</summary>
public static class ClientScopes
{
    /// <summary>Given with whatever scope; to nobody else.</summary>
    public const string Any = "client";
}
