namespace BankCrm.Web.Pages.Customers;

/// <summary>Something to do with the list of customers as it is filtered. A feature writes a sealed class with an empty constructor; it is found.</summary>
public interface ICustomerListAction
{
    /// <summary>Who sees it. The page it leads to asks again.</summary>
    string Permission { get; }

    /// <summary>The English sentence; translated in the feature's own file.</summary>
    string Sentence { get; }

    string Icon { get; }

    /// <summary>The page it leads to, which is given the address of the list: filters and order.</summary>
    string Path { get; }
}
