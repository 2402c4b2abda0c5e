using BankCrm.Application.Cases;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Cases.Topics;

internal sealed class TopicsEntry : IMenuEntry
{
    public string Permission => CasePermissions.ChangeTopics;

    public string Section => MenuSections.Administration;

    public string Sentence => "Categories and causes";

    public string Icon => "list-tree";

    public string Path => "/admin/case-topics";

    public int Order => 940;
}
