using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Notices;

namespace BankCrm.Web.Pages.Tasks.Notices;

/// <summary>How many new notices whoever is at work has: what every page says in its top bar.</summary>
internal static class BellCount
{
    extension(IServiceProvider services)
    {
        public async Task<int> CountNoticesAsync(CancellationToken ct) =>
            services.KnownNotices() ?? await services.GetRequiredService<IQueryHandler<GetBell, int>>().HandleAsync(new(), ct);

        /// <summary>For a page that says what went wrong, which must not ask. Null: it is not known.</summary>
        public int? KnownNotices() => services.GetRequiredService<Bell>().KnownFor(services.GetRequiredService<CurrentUser>().Person);
    }
}
