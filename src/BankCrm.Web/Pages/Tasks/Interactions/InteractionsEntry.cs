using BankCrm.Application.Tasks.Interactions;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Tasks.Interactions;

internal sealed class InteractionsEntry : IMenuEntry
{
    public string Permission => InteractionPermissions.Read;

    public string Section => MenuSections.Customers;

    public string Sentence => "Contacts";

    public string Icon => "message";

    public string Path => "/interactions";

    public int Order => 115;
}
