using BankCrm.Domain.Admin.Proposals;
using BankCrm.Domain.Common;

namespace BankCrm.Domain.Admin.ApiClients;

public enum ApiClientStep
{
    [Means("It may call")] Enable,
    [Means("It has other rights")] Rights,
    [Means("It has a further secret")] Secret,
}

/// <summary>
/// What gives another system access, or more of it: that it may call, with which rights, by which secret. One administrator proposes it, another one agrees, so that nobody makes themselves a way in.
/// To take access away one suffices.
/// </summary>
[Class(DataClass.C1)]
public sealed class ApiClientProposal : Proposal
{
    private List<string> scopes = [];
    private List<Guid> branches = [];
    private List<string> addresses = [];

    private ApiClientProposal() { } // EF Core

    private ApiClientProposal(Guid id, Guid by, DateTimeOffset at) : base(id, by, at) { }

    public Guid ClientId { get; private init; }
    public ApiClientStep Step { get; private init; }

    /// <summary>With other rights: what it is called then. Otherwise empty, as all of them.</summary>
    public string Name { get; private init; } = "";

    public IReadOnlyList<string> Scopes => scopes;
    public bool AllBranches { get; private init; }
    public IReadOnlyList<Guid> Branches => branches;
    public IReadOnlyList<string> Addresses => addresses;
    public int RatePerMinute { get; private init; }
    public DateOnly? ValidUntil { get; private init; }

    /// <summary>Of a further secret, which is of no use until then.</summary>
    [Class(DataClass.C3)]
    public byte[]? SecretHash { get; private init; }

    /// <summary>How long the secret before goes on, from when the further one is good.</summary>
    public int OverlapHours { get; private init; }

    /// <summary>That it may call, as it stands.</summary>
    public static ApiClientProposal Enable(Guid id, ApiClient client, Guid by, DateTimeOffset now)
    {
        Refuse.If(client.DisabledAt is null, "This API client is enabled already.");
        return new(id, by, now) { ClientId = client.Id, Step = ApiClientStep.Enable };
    }

    public static ApiClientProposal Rights(Guid id, ApiClient client, string name, ApiClientRights rights, Guid by, DateTimeOffset now)
    {
        ApiClient.RefuseUnlessSound(rights);
        return new(id, by, now)
        {
            ClientId = client.Id,
            Step = ApiClientStep.Rights,
            Name = name,
            scopes = [.. rights.Scopes],
            AllBranches = rights.AllBranches,
            branches = [.. rights.Branches],
            addresses = [.. rights.Addresses],
            RatePerMinute = rights.RatePerMinute,
            ValidUntil = rights.ValidUntil,
        };
    }

    public static ApiClientProposal Secret(Guid id, ApiClient client, byte[] hash, int overlapHours, Guid by, DateTimeOffset now) => new(id, by, now)
    {
        ClientId = client.Id,
        Step = ApiClientStep.Secret,
        SecretHash = hash,
        OverlapHours = overlapHours,
    };

    /// <summary>Makes it so.</summary>
    public void DoTo(ApiClient client, Guid by, DateTimeOffset now)
    {
        Do(by, now);
        switch (Step)
        {
            case ApiClientStep.Enable:
                client.Enable();
                break;
            case ApiClientStep.Rights:
                client.Change(Name, new(Scopes, AllBranches, Branches, Addresses, RatePerMinute, ValidUntil));
                break;
            case ApiClientStep.Secret:
                client.Rotate(Guid.CreateVersion7(), SecretHash!, TimeSpan.FromHours(OverlapHours), now);
                break;
            default:
                throw new InvalidOperationException($"Nobody knows how to do {Step}.");
        }
    }
}
