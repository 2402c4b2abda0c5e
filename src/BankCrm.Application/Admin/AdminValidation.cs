using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Users;
using FluentValidation;

namespace BankCrm.Application.Admin;

internal static class AdminValidation
{
    private const string UserNameSigns = "abcdefghijklmnopqrstuvwxyz0123456789.-_";

    public static IRuleBuilderOptions<T, string> IsUserName<T>(this IRuleBuilder<T, string> rule) => rule
        .NotEmpty()
        .Length(3, StaffMember.UserNameMaxLength)
        .Must(name => name is null || name.All(UserNameSigns.Contains)).WithMessage("Use small letters, figures, dots and dashes.");

    public static IRuleBuilderOptions<T, IReadOnlyList<string>> ArePermissions<T>(this IRuleBuilder<T, IReadOnlyList<string>> rule) => rule
        .Must(names => names is null || names.All(name => Permission.All.Any(p => p.Name == name)))
        .WithMessage("One of these permissions does not exist.");
}
