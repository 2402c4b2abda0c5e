using BankCrm.Application.Campaigns.Responses;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Campaigns.Responses;

internal sealed class AnswersEntry : IMenuEntry
{
    public string Permission => ResponsePermissions.Answer;

    public string Section => MenuSections.Sales;

    public string Sentence => "Campaign answers";

    public string Icon => "message-reply";

    public string Path => "/campaigns/answers";

    public int Order => 21;
}
