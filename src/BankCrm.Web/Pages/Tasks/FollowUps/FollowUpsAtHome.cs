using BankCrm.Application.Common;
using BankCrm.Application.Tasks;
using BankCrm.Application.Tasks.FollowUps;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Tasks.FollowUps;

/// <summary>What one promised for today, and what lies with the branch.</summary>
internal sealed class FollowUpsAtHome : IHomePanel
{
    public string Permission => TaskPermissions.Work;

    public string View => "Tasks/FollowUps/_AtHome";

    public int Order => 10;

    public async Task<object?> LoadAsync(IServiceProvider services, CancellationToken ct) =>
        await services.GetRequiredService<IQueryHandler<ListFollowUps, FollowUpList>>().HandleAsync(new(), ct);
}
