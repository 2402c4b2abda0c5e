using BankCrm.Application.Platform;
using BankCrm.Infrastructure.Platform.Database;

namespace BankCrm.Web.Platform.Hosting.Verbs;

internal sealed class MigrateVerb : IVerb
{
    public string Name => "migrate";

    public string Summary => "Brings the database to what this release needs";

    public string Usage =>
        """
        migrate

        Runs as the owner of the database (ConnectionStrings__BankCrmOwner; the private database needs none). Makes the role bankcrm_app
        that the program serves with, and sets its password to BankCrm__AppRolePassword where that is given. May be run again.
        """;

    public async Task<int> RunAsync(VerbContext context, CancellationToken ct)
    {
        var owner = context.Database.OwnerConnection
            ?? throw new StartUpException("Set ConnectionStrings__BankCrmOwner to a connection of the database's owner.");
        var password = context.Services.GetRequiredService<IConfiguration>()["BankCrm:AppRolePassword"];
        await CrmDatabase.MigrateAsync(owner, password, ct);
        Console.WriteLine("The database is up to date.");
        return 0;
    }
}
