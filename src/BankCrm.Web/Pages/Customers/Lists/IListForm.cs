using BankCrm.Application.Customers.Selections;

namespace BankCrm.Web.Pages.Customers.Lists;

/// <summary>A page with the form that begins a list.</summary>
public interface IListForm
{
    KeepList Input { get; }

    bool MayShare { get; }
}
