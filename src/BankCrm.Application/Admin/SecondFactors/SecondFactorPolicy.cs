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

/// <summary>Whether those of <see cref="SecondFactorRule.RequiredForPrivileged"/> must have a passkey.</summary>
public enum PasskeyRule
{
    /// <summary>Whoever likes may add one.</summary>
    Offered,

    /// <summary>They must; and once they have one, nothing else opens the door to them.</summary>
    Required,
}

/// <summary>The bank's settings: who has to show more than a password. Who has to and has nothing yet sets it up before anything else opens.</summary>
public sealed class SecondFactorPolicy(SecondFactorRule rule, PasskeyRule passkeys = PasskeyRule.Offered)
{
    // By what one may do: a role of the bank's own counts like those that come with the product.
    private static readonly string[] Privileged =
    [
        AdminPermissions.ChangeUsers, AdminPermissions.ChangeRoles, AdminPermissions.ChangeBranches, AdminPermissions.ChangeCalendar, AdminPermissions.ChangeApiClients,
        AuditPermissions.ReadSecurity, AuditPermissions.Verify, AudiencePermissions.ForCompliance, AudiencePermissions.Alerts,
    ];

    public PasskeyRule Passkeys => passkeys;

    /// <param name="setting">The name of a rule. Null or empty: <paramref name="otherwise"/>.</param>
    /// <param name="passkeys">The same for passkeys. Null or empty: <paramref name="passkeysOtherwise"/>.</param>
    /// <exception cref="StartUpException">There is no such rule.</exception>
    public static SecondFactorPolicy Of(string? setting, SecondFactorRule otherwise, string? passkeys = null, PasskeyRule passkeysOtherwise = PasskeyRule.Offered) =>
        new(Read("SecondFactor", setting, otherwise), Read("Passkeys", passkeys, passkeysOtherwise));

    /// <summary>Whether somebody with these permissions must have a second factor.</summary>
    public bool Demands(IReadOnlySet<string> permissions) =>
        rule is SecondFactorRule.Required || (rule is SecondFactorRule.RequiredForPrivileged && Privileged.Any(permissions.Contains)) || DemandsPasskey(permissions);

    /// <summary>Whether it must be a passkey.</summary>
    public bool DemandsPasskey(IReadOnlySet<string> permissions) => passkeys is PasskeyRule.Required && Privileged.Any(permissions.Contains);

    /// <summary>Nothing opens to them before they have set up what they must have.</summary>
    public bool IsMissing(IReadOnlySet<string> permissions, FactorState has) => (!has.IsOn && Demands(permissions)) || (has.Passkeys == 0 && DemandsPasskey(permissions));

    /// <summary>They show who they are with a passkey and nothing else: a code, like a password, can be told to a page that only looks like ours.</summary>
    public bool TakesOnlyPasskey(IReadOnlySet<string> permissions, FactorState has) => has.Passkeys > 0 && DemandsPasskey(permissions);

    private static TRule Read<TRule>(string name, string? setting, TRule otherwise) where TRule : struct, Enum =>
        string.IsNullOrWhiteSpace(setting) ? otherwise
        : Enum.GetNames<TRule>().Contains(setting.Trim(), StringComparer.Ordinal) ? Enum.Parse<TRule>(setting.Trim())
        : throw new StartUpException($"The setting BankCrm:SignIn:{name} is '{setting}'. Give it one of {string.Join(", ", Enum.GetNames<TRule>())}.");
}
