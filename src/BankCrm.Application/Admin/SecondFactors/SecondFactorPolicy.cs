using BankCrm.Application.Common;
using BankCrm.Application.Platform;
using BankCrm.Application.Platform.AuditTrail;

namespace BankCrm.Application.Admin.SecondFactors;

public enum SecondFactorRule
{
    /// <summary>Whoever likes may set one up.</summary>
    Offered,

    /// <summary>Who administers, reads for compliance or audits must have one.</summary>
    RequiredForPrivileged,

    /// <summary>Everybody must.</summary>
    Required,
}

/// <summary>The bank's setting: who has to show more than a password. Who has to and has nothing yet sets it up before anything else opens.</summary>
public sealed class SecondFactorPolicy(SecondFactorRule rule)
{
    // By what one may do: a role of the bank's own counts like those that come with the product.
    private static readonly string[] Privileged =
    [
        AdminPermissions.ChangeUsers, AdminPermissions.ChangeRoles, AdminPermissions.ChangeBranches, AdminPermissions.ChangeCalendar, AdminPermissions.ChangeApiClients,
        AuditPermissions.ReadSecurity, AuditPermissions.Verify, AudiencePermissions.ForCompliance, AudiencePermissions.Alerts,
    ];

    public SecondFactorRule Rule => rule;

    /// <param name="setting">The name of a rule. Null or empty: <paramref name="otherwise"/>.</param>
    /// <exception cref="StartUpException">There is no such rule.</exception>
    public static SecondFactorPolicy Of(string? setting, SecondFactorRule otherwise) =>
        string.IsNullOrWhiteSpace(setting) ? new(otherwise)
        : Enum.GetNames<SecondFactorRule>().Contains(setting.Trim(), StringComparer.Ordinal) ? new(Enum.Parse<SecondFactorRule>(setting.Trim()))
        : throw new StartUpException($"The setting BankCrm:SignIn:SecondFactor is '{setting}'. Give it one of {string.Join(", ", Enum.GetNames<SecondFactorRule>())}.");

    /// <summary>Whether somebody with these permissions must have a second factor.</summary>
    public bool Demands(IReadOnlySet<string> permissions) =>
        rule is SecondFactorRule.Required || (rule is SecondFactorRule.RequiredForPrivileged && Privileged.Any(permissions.Contains));
}
