using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Merging;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.DataQuality.Merging;

internal sealed class MergesEntry : IMenuEntry
{
    public string Permission => AllowAttribute.AnyOf(MergePermissions.Propose, MergePermissions.Approve);

    public string Section => MenuSections.Customers;

    public string Sentence => "Merges";

    public string Icon => "arrows-join";

    public string Path => "/data-quality/merges";

    public int Order => 190;

    public string Keys => "g m";
}
