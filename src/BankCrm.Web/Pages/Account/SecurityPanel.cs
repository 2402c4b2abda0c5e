using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Web.Platform.Shell;

namespace BankCrm.Web.Pages.Account;

/// <summary>What one should know of one's own account: somebody else may have tried the door.</summary>
internal sealed class SecurityPanel : IHomePanel
{
    public string Permission => AllowAttribute.Everyone;

    public string View => "Account/_Security";

    public int Order => 10_000;

    public async Task<object?> LoadAsync(IServiceProvider services, CancellationToken ct) =>
        await services.GetRequiredService<IQueryHandler<GetMySecurity, MySecurity>>().HandleAsync(new(), ct);
}
