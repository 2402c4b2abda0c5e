using BankCrm.Application.Admin;
using BankCrm.Application.Admin.SecondFactors;
using BankCrm.Application.Common;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Web.Platform.Hosting.Verbs;

internal sealed class ResetFactorVerb : IVerb
{
    public string Name => "reset-factor";

    public string Summary => "Takes a lost second factor from a user";

    public string Usage =>
        """
        reset-factor --user NAME

        For an administrator whose passkeys, authenticator app and recovery codes are lost and who has no colleague to help. Ends all their sessions.
        They sign in with their password, and set up a new one where the bank asks for it. It stands in the audit trail.
        """;

    public async Task<int> RunAsync(VerbContext context, CancellationToken ct)
    {
        var command = new ResetFactorAtServer(context.Needed("user"));
        await CrmDatabase.DemandReadyAsync(context.Services, ct);
        await using var work = context.Services.GetRequiredService<IServiceScopeFactory>()
            .CreateWork(CurrentUser.System("reset-factor", AdminPermissions.ChangeUsers));
        await work.ServiceProvider.GetRequiredService<ICommandHandler<ResetFactorAtServer>>().HandleAsync(command, ct);

        Console.WriteLine($"{command.UserName} has no second factor any more, and is signed out everywhere.");
        return 0;
    }
}
