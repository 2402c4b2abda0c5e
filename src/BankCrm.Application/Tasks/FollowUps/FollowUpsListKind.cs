using BankCrm.Application.Platform.Lists;

namespace BankCrm.Application.Tasks.FollowUps;

public sealed class FollowUpsListKind : IListKind
{
    public const string Name = "tasks";

    public string Key => Name;

    public string Permission => FollowUpRights.SeeAny;

    public string Path => "/tasks";

    public string Sentence => "Follow-ups";
}
