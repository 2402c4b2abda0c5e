using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Tasks.Absences;

internal sealed class AbsencesEntry : IMenuEntry
{
    public string Permission => FollowUpRights.SeeAny;

    public string Section => MenuSections.Work;

    public string Sentence => "Absences";

    public string Icon => "beach";

    public string Path => "/tasks/absences";

    public int Order => 14;
}

internal sealed class NewAbsenceAction : IQuickAction
{
    public string Permission => TaskPermissions.Work;

    public string Sentence => "Enter an absence";

    public string Icon => "beach";

    public string Path => "/tasks/absences#new";

    public int Order => 14;
}
