using BankCrm.Application.Common;
using BankCrm.Web.Platform.Localisation;

namespace BankCrm.Web.Platform.Shell;

/// <summary>Roles that came with the product have a name in every language; those that the bank made have the bank's.</summary>
internal static class RoleWords
{
    private static readonly HashSet<string> Shipped = [.. Enum.GetValues<ShippedRole>().Select(role => role.Words)];

    extension(Text text)
    {
        public string Role(string name) => Shipped.Contains(name) ? text[name] : name;

        /// <summary>Of all that a colleague has, as <see cref="CurrentUser.Roles"/> names them.</summary>
        public string RolesOf(CurrentUser user) =>
            string.Join(", ", user.Roles.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(role => text.Role(role)));
    }
}
