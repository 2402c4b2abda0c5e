using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;

namespace BankCrm.Domain.Admin.ApiClients;

/// <summary>Another system that may call the interface: from where, with which scopes, for which branches, how often.</summary>
[Class(DataClass.C1)]
[AuditedAs(AuditEvents.RightsChanged)]
public sealed class ApiClient : Entity
{
    public const int NameMaxLength = 100;
    public const int SourceMaxLength = 20;
    public const int MostSecrets = 2;
    public const int UsualRate = 600;
    public const int HighestRate = 60_000;

    /// <summary>A secret is to be replaced once a year.</summary>
    public static readonly TimeSpan SecretLife = TimeSpan.FromDays(365);

    private readonly List<ApiSecret> secrets = [];
    private List<string> scopes = [];
    private List<Guid> branches = [];
    private List<string> addresses = [];

    private ApiClient() { } // EF Core

    public string Name { get; private set; } = "";

    /// <summary>The code of the system whose records it brings: CORE. What it sends is numbered within its source.</summary>
    public string Source { get; private init; } = "";

    public IReadOnlyList<string> Scopes => scopes;

    public bool AllBranches { get; private set; }

    /// <summary>Whose records it reaches, unless it reaches those of all.</summary>
    public IReadOnlyList<Guid> Branches => branches;

    /// <summary>Addresses and networks (CIDR) it may call from; from elsewhere it is refused.</summary>
    public IReadOnlyList<string> Addresses => addresses;

    public int RatePerMinute { get; private set; }

    /// <summary>The last day. Null: until it is disabled.</summary>
    public DateOnly? ValidUntil { get; private set; }

    public DateTimeOffset? DisabledAt { get; private set; }

    public IReadOnlyList<ApiSecret> Secrets => secrets;

    /// <summary>It may not call yet: somebody else has to agree to that.</summary>
    public static ApiClient Create(Guid id, string name, string source, ApiClientRights rights, Guid secretId, byte[] secretHash, DateTimeOffset now)
    {
        var client = new ApiClient { Id = id, Source = source, DisabledAt = now };
        client.Change(name, rights);
        client.secrets.Add(new(secretId, secretHash, now, now + SecretLife));
        return client;
    }

    public void Change(string name, ApiClientRights rights)
    {
        RefuseUnlessSound(rights);
        Name = name;
        scopes = [.. rights.Scopes];
        AllBranches = rights.AllBranches;
        branches = rights.AllBranches ? [] : [.. rights.Branches];
        addresses = [.. rights.Addresses];
        RatePerMinute = rights.RatePerMinute;
        ValidUntil = rights.ValidUntil;
    }

    internal static void RefuseUnlessSound(ApiClientRights rights)
    {
        Refuse.If(!rights.AllBranches && rights.Branches.Count == 0, "Choose at least one branch, or all of them.");
        Refuse.If(rights.Scopes.Count == 0, "Choose at least one scope.");
        foreach (var address in rights.Addresses)
        {
            Refuse.If(!NetworkAddress.IsValid(address), "“{0}” is neither an address nor a network such as 10.1.0.0/16.", address);
        }

        Refuse.If(rights.Addresses.Count == 0, "Say at least one address from which it calls.");
    }

    /// <summary>A further secret; the one before goes on for the overlap, so that the other system has time to change.</summary>
    public void Rotate(Guid secretId, byte[] secretHash, TimeSpan overlap, DateTimeOffset now)
    {
        secrets.RemoveAll(s => s.ExpiresAt <= now);
        Refuse.If(secrets.Count >= MostSecrets, "There are two secrets already: withdraw the older one first.");
        foreach (var older in secrets)
        {
            older.EndBy(now + overlap);
        }

        secrets.Add(new(secretId, secretHash, now, now + SecretLife));
    }

    /// <summary>Ends a secret, and the access of whoever uses it, at once.</summary>
    public void Withdraw(Guid secretId) =>
        Refuse.If(secrets.RemoveAll(s => s.Id == secretId) == 0, "This secret has been withdrawn already.");

    public void Disable(DateTimeOffset now)
    {
        Refuse.If(DisabledAt is not null, "This API client is disabled already.");
        DisabledAt = now;
    }

    public void Enable()
    {
        Refuse.If(DisabledAt is null, "This API client is enabled already.");
        DisabledAt = null;
    }
}

/// <summary>What an API client may, and how.</summary>
public sealed record ApiClientRights(
    IReadOnlyList<string> Scopes, bool AllBranches, IReadOnlyList<Guid> Branches, IReadOnlyList<string> Addresses, int RatePerMinute, DateOnly? ValidUntil);
