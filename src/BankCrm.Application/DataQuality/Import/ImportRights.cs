using BankCrm.Application.Accounts.Statements;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>
/// Who changes customers by a file needs the rights of whoever changes them by hand; who brings accounts or movements those of whoever takes in
/// statements.
/// </summary>
public static class ImportRights
{
    public const string Any = CustomerPermissions.Import + AllowAttribute.Or + StatementPermissions.Take;

    extension(CurrentUser user)
    {
        public bool MayImport(ImportSubject subject) => user.May(PermissionFor(subject));

        /// <exception cref="ForbiddenException">They may not.</exception>
        public void DemandImport(ImportSubject subject) => user.Demand(PermissionFor(subject));

        public bool MayImport(ImportMode mode) => user.May(CustomerPermissions.Import)
            && (mode is ImportMode.Create || (user.May(CustomerPermissions.Change) && user.May(CustomerPermissions.ChangeIdentity)));

        /// <summary>Relations reach into the records of others.</summary>
        public bool MayImport(ImportMapping mapping) => mapping.Subject is not ImportSubject.Customers
            ? user.MayImport(mapping.Subject)
            : user.MayImport(mapping.Mode) && (!mapping.Has(ImportField.RelatedTo) || user.May(CustomerPermissions.Change));

        /// <exception cref="ForbiddenException">They may not.</exception>
        public void DemandImport(ImportMapping mapping)
        {
            if (mapping.Subject is not ImportSubject.Customers)
            {
                user.DemandImport(mapping.Subject);
                return;
            }

            user.DemandImport(mapping.Mode);
            if (mapping.Has(ImportField.RelatedTo))
            {
                user.Demand(CustomerPermissions.Change);
            }
        }

        /// <exception cref="ForbiddenException">They may not.</exception>
        public void DemandImport(ImportMode mode)
        {
            user.Demand(CustomerPermissions.Import);
            if (mode is not ImportMode.Create)
            {
                user.Demand(CustomerPermissions.Change);
                user.Demand(CustomerPermissions.ChangeIdentity);
            }
        }
    }

    private static string PermissionFor(ImportSubject subject) => subject is ImportSubject.Customers ? CustomerPermissions.Import : StatementPermissions.Take;
}
