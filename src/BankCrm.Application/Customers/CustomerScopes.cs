using BankCrm.Application.Common;

namespace BankCrm.Application.Customers;

public static class CustomerScopes
{
    [Scope("Read customers, sensitive fields masked", CustomerPermissions.Read)]
    public const string Read = CustomerPermissions.Read;

    [Scope("Create and change customers")]
    public const string Write = "customers.write";

    [Scope("Reach protected records too", CustomerPermissions.ReadProtected)]
    public const string Protected = "customers.protected";
}
