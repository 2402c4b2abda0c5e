using BankCrm.Application.Admin;
using BankCrm.Application.Admin.ApiClients;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Branches;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace BankCrm.Web.Pages.Admin.ApiClients;

[Allow(AdminPermissions.ReadApiClients)]
public sealed class ListApiClientsModel(IQueryHandler<ListApiClients, IReadOnlyList<ApiClientRow>> list, TimeProvider clock, CurrentUser me) : PageModel
{
    public IReadOnlyList<ApiClientRow> Clients { get; private set; } = [];

    public bool MayChange => me.May(AdminPermissions.ChangeApiClients);

    public async Task OnGetAsync(CancellationToken ct) => Clients = await list.HandleAsync(new(), ct);

    /// <summary>Whether it can call, and if not, why.</summary>
    public ApiClientState StateOf(DateTimeOffset? disabledAt, DateOnly? validUntil, DateTimeOffset? secretUntil) =>
        ApiClientStates.Of(disabledAt, validUntil, secretUntil, clock.GetUtcNow());
}

public enum ApiClientState
{
    Enabled,
    Disabled,
    Over,
    WithoutSecret,
}

internal static class ApiClientStates
{
    public static ApiClientState Of(DateTimeOffset? disabledAt, DateOnly? validUntil, DateTimeOffset? secretUntil, DateTimeOffset now) =>
        disabledAt is not null ? ApiClientState.Disabled
        : validUntil < Branch.DayAt(now) ? ApiClientState.Over
        : secretUntil is null || secretUntil <= now ? ApiClientState.WithoutSecret
        : ApiClientState.Enabled;
}
