using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Tasks.FollowUps;

internal sealed class FollowUpsEntry : IMenuEntry
{
    public string Permission => FollowUpRights.SeeAny;

    public string Section => MenuSections.Work;

    public string Sentence => "Follow-ups";

    public string Icon => "checklist";

    public string Path => "/tasks";

    public int Order => 10;

    public string Keys => "g t";
}

internal sealed class NewFollowUpAction : IQuickAction
{
    public string Permission => TaskPermissions.Work;

    public string Sentence => "New follow-up";

    public string Icon => "calendar-plus";

    public string Path => "/tasks/new";

    public int Order => 10;

    public string Keys => "n t";
}
