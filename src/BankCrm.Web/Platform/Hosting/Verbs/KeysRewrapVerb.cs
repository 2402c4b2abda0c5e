using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Infrastructure.Platform.Encryption;
using Npgsql;

namespace BankCrm.Web.Platform.Hosting.Verbs;

internal sealed class KeysRewrapVerb : IVerb
{
    public string Name => "keys rewrap";

    public string Summary => "Wraps every customer's key under the newest key of the ring";

    public string Usage =>
        """
        keys rewrap

        May be stopped and run again, and the program may serve meanwhile. Exit code 1: some keys could not be opened; they are named.
        """;

    public async Task<int> RunAsync(VerbContext context, CancellationToken ct)
    {
        await using var work = context.Services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System("keys rewrap"));
        await work.ServiceProvider.GetRequiredService<IAuditTrail>().RecordNowAsync(new(AuditEvents.KeyChanged) { ReasonText = Name }, ct);
        var done = await context.Services.GetRequiredService<KeyRewrap>().RunAsync(
            context.Services.GetRequiredService<NpgsqlDataSource>(), progress: null, ct);
        Console.WriteLine($"{done.Rewrapped} keys were wrapped anew.");
        foreach (var customer in done.Unopenable)
        {
            Console.WriteLine($"The key of customer {customer} could not be opened.");
        }

        return done.Unopenable.Count == 0 ? 0 : 1;
    }
}
