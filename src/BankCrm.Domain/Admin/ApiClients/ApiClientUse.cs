using BankCrm.Domain.Common;

namespace BankCrm.Domain.Admin.ApiClients;

/// <summary>When an API client was last here, to the minute. Apart from the client: using it changes nobody's rights.</summary>
[Class(DataClass.C1)]
public sealed class ApiClientUse
{
    private ApiClientUse() { } // EF Core

    public ApiClientUse(Guid clientId) => ClientId = clientId;

    public Guid ClientId { get; private init; }

    /// <summary>Null: never yet.</summary>
    public DateTimeOffset? UsedAt { get; private set; }

    public string? Ip { get; private set; }

    public void Used(string? ip, DateTimeOffset now) => (Ip, UsedAt) = (ip, now);
}
