using BankCrm.Domain.Common;

namespace BankCrm.Application.Common;

/// <summary>Who is at work in this request: a colleague, the system itself, or nobody yet.</summary>
public sealed record CurrentUser(
    Guid? StaffId, string Name, bool SeesAllBranches, IReadOnlyList<Guid> Branches, IReadOnlySet<string> Permissions)
{
    /// <summary>Somebody who has not signed in: sees nothing, may do nothing.</summary>
    public static CurrentUser Nobody { get; } = new(null, "", false, [], new HashSet<string>());

    /// <summary>The names of their roles, for the audit trail.</summary>
    public string Roles { get; init; } = "";

    public Guid? HomeBranchId { get; init; }

    /// <summary>Where they work, for the eye.</summary>
    public string HomeBranch { get; init; } = "";

    /// <summary>The absent colleagues for whom they stand in today. It gives them no branch: they see of what these have what lies in their own.</summary>
    public IReadOnlyList<Guid> StandsInFor { get; init; } = [];

    /// <summary>The session this request belongs to. Null: a job, a verb.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>For what they showed with their password or a passkey, in the last minutes, that it is them. Null: for nothing.</summary>
    public StepUpPurpose? ShownFor { get; init; }

    /// <summary>Nothing opens before they have chosen a password of their own.</summary>
    public bool MustChangePassword { get; init; }

    /// <summary>Nothing opens before they have set up what they show besides the password.</summary>
    public bool MustAddFactor { get; init; }

    /// <summary>A hash that names the session without opening it.</summary>
    public string? SessionRef { get; init; }

    /// <summary>Another system at work, by its API client. Null: a person, or the system itself.</summary>
    public Guid? ApiClientId { get; init; }

    /// <summary>The code of the system whose records it brings. Null: they are ours.</summary>
    public string? Source { get; init; }

    public string? IpAddress { get; init; }

    /// <summary>The reference number of the request, as logged and shown on error pages.</summary>
    public string? Correlation { get; init; }

    public Guid? OnlyBranch => Branches.Count == 1 ? Branches[0] : null;

    public bool SeesManyBranches => Branches.Count > 1;

    /// <summary>Reads what was written for compliance only.</summary>
    public bool ReadsForCompliance => Permissions.Contains(AudiencePermissions.ForCompliance);

    /// <summary>Sees what is behind compliance's wall.</summary>
    public bool SeesAlerts => Permissions.Contains(AudiencePermissions.Alerts);

    /// <summary>A job or a verb, which works on behalf of nobody.</summary>
    public bool IsSystem => StaffId is null && ApiClientId is null && SeesAllBranches;

    /// <summary>Equal for those who see the same branches.</summary>
    public string ScopeKey => SeesAllBranches ? "all" : string.Join(',', Branches);

    /// <summary>The system at work with the given permissions, in all branches: jobs, seeding, verbs.</summary>
    public static CurrentUser System(string name, params string[] permissions) =>
        new(null, name, true, [], permissions.ToHashSet()) { Roles = "System" };

    /// <param name="permission">Or several, joined by <see cref="AllowAttribute.AnyOf"/>.</param>
    public bool May(string permission) =>
        permission == AllowAttribute.Everyone ? StaffId is not null
        : Permissions.Contains(permission)
        || (permission.Contains(AllowAttribute.Or, StringComparison.Ordinal) && permission.Split(AllowAttribute.Or).Any(Permissions.Contains));

    /// <exception cref="ForbiddenException">They may not.</exception>
    public void Demand(string permission)
    {
        if (!May(permission))
        {
            throw new ForbiddenException(permission);
        }
    }

    /// <param name="permission">Of what needs all branches.</param>
    /// <exception cref="ForbiddenException">They see some branches only.</exception>
    public void DemandAllBranches(string permission)
    {
        if (!SeesAllBranches)
        {
            throw new ForbiddenException(permission);
        }
    }

    /// <summary>The staff member's id where a person must have done it.</summary>
    /// <exception cref="ForbiddenException">Nobody is signed in.</exception>
    public Guid Person => StaffId ?? throw new ForbiddenException(AllowAttribute.Everyone);
}
