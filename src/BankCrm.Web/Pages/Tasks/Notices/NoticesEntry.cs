using BankCrm.Application.Common;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Tasks.Notices;

internal sealed class NoticesEntry : IMenuEntry
{
    public string Permission => AllowAttribute.Everyone;

    public string Section => MenuSections.Work;

    public string Sentence => "Notices";

    public string Icon => "bell";

    public string Path => "/notices";

    public int Order => 5;

    public string Keys => "g n";
}
