using BankCrm.Application.Common;
using BankCrm.Application.Counter;
using BankCrm.Application.Counter.Tickets;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Counter.Tickets;

/// <summary>Who waits at the counter. Where no window is open and nobody waits there is nothing to say.</summary>
internal sealed class CounterAtHomePanel : IHomePanel
{
    public string Permission => CounterPermissions.Serve;

    public string View => "Counter/Tickets/_AtHome";

    public int Order => 2;

    public bool IsAside => true;

    public async Task<object?> LoadAsync(IServiceProvider services, CancellationToken ct) =>
        await services.GetRequiredService<IQueryHandler<GetCounterAtHome, CounterAtHome>>().HandleAsync(new(), ct) is { } shown
            && (shown.Waiting > 0 || shown.OpenWindows > 0 || shown.MyWindow is not null) ? shown : null;
}
