using BankCrm.Application.Admin;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Admin;

internal sealed class UsersEntry : IMenuEntry
{
    public string Permission => AdminPermissions.Read;

    public string Section => MenuSections.Administration;

    public string Sentence => "Users";

    public string Icon => "users";

    public string Path => "/admin/users";

    public int Order => 900;

    public string Keys => "g u";
}

internal sealed class RolesEntry : IMenuEntry
{
    public string Permission => AdminPermissions.Read;

    public string Section => MenuSections.Administration;

    public string Sentence => "Roles";

    public string Icon => "shield-check";

    public string Path => "/admin/roles";

    public int Order => 910;
}

internal sealed class BranchesEntry : IMenuEntry
{
    public string Permission => AdminPermissions.Read;

    public string Section => MenuSections.Administration;

    public string Sentence => "Branches";

    public string Icon => "building-bank";

    public string Path => "/admin/branches";

    public int Order => 920;
}

internal sealed class NewUserAction : IQuickAction
{
    public string Permission => AdminPermissions.ChangeUsers;

    public string Sentence => "New user";

    public string Icon => "user-plus";

    public string Path => "/admin/users/new";

    public int Order => 900;
}
