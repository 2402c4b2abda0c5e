using BankCrm.Application.Common;

namespace BankCrm.Application.Admin;

public static class AdminPermissions
{
    [Permission("See users, roles and branches", ShippedRole.Administrator, ShippedRole.Auditor, ShippedRole.BranchManager)]
    public const string Read = "admin.read";

    [Permission("Create and change users, and give them roles and branches", ShippedRole.Administrator)]
    public const string ChangeUsers = "admin.change-users";

    [Permission("Create and change roles", ShippedRole.Administrator)]
    public const string ChangeRoles = "admin.change-roles";

    [Permission("Create and change regions and branches", ShippedRole.Administrator)]
    public const string ChangeBranches = "admin.change-branches";

    [Permission("Change the working calendar", ShippedRole.Administrator)]
    public const string ChangeCalendar = "admin.change-calendar";

    [Permission("See the systems that may use the interface", ShippedRole.Administrator, ShippedRole.Auditor)]
    public const string ReadApiClients = "admin.read-api-clients";

    [Permission("Let other systems use the interface, and stop them", ShippedRole.Administrator)]
    public const string ChangeApiClients = "admin.change-api-clients";
}
