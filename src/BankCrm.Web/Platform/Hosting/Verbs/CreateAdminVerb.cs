using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Domain.Admin.Users;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Web.Platform.Hosting.Verbs;

internal sealed class CreateAdminVerb : IVerb
{
    public string Name => "create-admin";

    public string Summary => "Makes the first administrator";

    public string Usage =>
        """
        create-admin --user NAME --name "Full name" [--another]

        Makes the bank itself where there is none, and an administrator with a password that is printed once and must be changed at the
        first sign-in. Refuses where there is an administrator; --another makes one more all the same.
        """;

    public async Task<int> RunAsync(VerbContext context, CancellationToken ct)
    {
        var command = new InstallAdministrator(
            Guid.CreateVersion7(), context.Needed("user"), context.Needed("name"), OneTimePassword.New(), context.Options.ContainsKey("another"));
        await CrmDatabase.DemandReadyAsync(context.Services, ct);
        await using var work = context.Services.GetRequiredService<IServiceScopeFactory>()
            .CreateWork(CurrentUser.System("create-admin", AdminPermissions.ChangeUsers));
        await work.ServiceProvider.GetRequiredService<ICommandHandler<InstallAdministrator>>().HandleAsync(command, ct);

        Console.WriteLine($"The administrator {command.UserName} may sign in with the password {command.Password}");
        Console.WriteLine("It is shown only this once, and has to be changed at the first sign-in.");
        return 0;
    }
}
