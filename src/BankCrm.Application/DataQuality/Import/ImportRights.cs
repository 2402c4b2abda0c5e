using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.DataQuality.Import;

namespace BankCrm.Application.DataQuality.Import;

/// <summary>Who changes customers by a file needs the rights of whoever changes them by hand.</summary>
public static class ImportRights
{
    extension(CurrentUser user)
    {
        public bool MayImport(ImportMode mode) => user.May(CustomerPermissions.Import)
            && (mode is ImportMode.Create || (user.May(CustomerPermissions.Change) && user.May(CustomerPermissions.ChangeIdentity)));

        /// <summary>Relations reach into the records of others.</summary>
        public bool MayImport(ImportMapping mapping) =>
            user.MayImport(mapping.Mode) && (!mapping.Has(ImportField.RelatedTo) || user.May(CustomerPermissions.Change));

        /// <exception cref="ForbiddenException">They may not.</exception>
        public void DemandImport(ImportMapping mapping)
        {
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
}
