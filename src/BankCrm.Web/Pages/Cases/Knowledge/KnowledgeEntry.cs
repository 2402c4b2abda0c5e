using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Cases.Knowledge;

internal sealed class KnowledgeEntry : IMenuEntry
{
    public string Permission => CaseRights.SeeAny;

    public string Section => MenuSections.Work;

    public string Sentence => "Knowledge";

    public string Icon => "book";

    public string Path => "/cases/knowledge";

    public int Order => 32;

    public string Keys => "g b";
}
