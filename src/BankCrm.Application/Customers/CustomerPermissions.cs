using BankCrm.Application.Common;

namespace BankCrm.Application.Customers;

public static class CustomerPermissions
{
    [Permission("Find and see customers, sensitive fields masked",
        ShippedRole.Teller, ShippedRole.RelationshipManager, ShippedRole.BranchManager, ShippedRole.ComplianceOfficer, ShippedRole.Auditor)]
    public const string Read = "customers.read";

    [Permission("Reveal a masked field, with a reason", ShippedRole.Teller, ShippedRole.BranchManager, ShippedRole.ComplianceOfficer)]
    public const string Reveal = "customers.reveal";

    [Permission("Reveal a masked field of customers one looks after, with a reason", ShippedRole.RelationshipManager)]
    public const string RevealOwn = "customers.reveal-own";

    [Permission("Open protected records", ShippedRole.BranchManager, ShippedRole.ComplianceOfficer)]
    public const string ReadProtected = "customers.read-protected";

    [Permission("Register customers and change their contact data", ShippedRole.Teller, ShippedRole.BranchManager)]
    public const string Change = "customers.change";

    [Permission("Register customers, and change contact data of those one looks after", ShippedRole.RelationshipManager)]
    public const string ChangeOwn = "customers.change-own";

    [Permission("Change names, identity documents and classes", ShippedRole.BranchManager, ShippedRole.ComplianceOfficer)]
    public const string ChangeIdentity = "customers.change-identity";

    [Permission("Import customers from files", ShippedRole.BranchManager)]
    public const string Import = "customers.import";

    [Permission("Change many customers at once, each only where one may change that customer", ShippedRole.RelationshipManager, ShippedRole.BranchManager)]
    public const string Bulk = "customers.bulk";

    [Permission("Keep lists of customers under a name", ShippedRole.RelationshipManager, ShippedRole.BranchManager, ShippedRole.ComplianceOfficer)]
    public const string Lists = "customers.lists";
}
