using BankCrm.Application.Common;
using BankCrm.Application.Customers.Tags;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Customers.Tags;

internal sealed class TagsEntry : IMenuEntry
{
    public string Permission => AllowAttribute.On(typeof(ListTags));

    public string Section => MenuSections.Customers;

    public string Sentence => "Tags";

    public string Icon => "tags";

    public string Path => "/customers/tags";

    public int Order => 170;

    public string Keys => "g f";
}
