using BankCrm.Application.Platform.Lists;

namespace BankCrm.Application.Customers.List;

public sealed class CustomersListKind : IListKind
{
    public const string Name = "customers";

    public string Key => Name;

    public string Permission => CustomerPermissions.Read;

    public string Path => "/customers";

    public string Sentence => "Customers";
}
