using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Tasks.Queues;

internal sealed class QueuesEntry : IMenuEntry
{
    public string Permission => FollowUpRights.SeeAny;

    public string Section => MenuSections.Work;

    public string Sentence => "Queues";

    public string Icon => "stack-2";

    public string Path => "/tasks/queues";

    public int Order => 12;

    public string Keys => "g j";
}
