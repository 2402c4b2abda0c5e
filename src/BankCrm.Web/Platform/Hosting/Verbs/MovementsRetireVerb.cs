using System.Globalization;
using BankCrm.Application.Common;
using BankCrm.Application.Platform;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Infrastructure.Accounts.Retention;

namespace BankCrm.Web.Platform.Hosting.Verbs;

internal sealed class MovementsRetireVerb : IVerb
{
    public string Name => "movements retire";

    public string Summary => "Destroys movements that need not be kept any more, month by month";

    public string Usage =>
        """
        movements retire [--years 10] [--confirm]

        Names the months of movements of which every day is longer ago than the years (10 at least). With --confirm they are destroyed; balances and sums of
        months stay. Each month is on record in the audit trail before it goes. Runs as the owner of the database (ConnectionStrings__BankCrmOwner; the private
        database needs none). Make sure first that no investigation needs them: a legal hold is not known here.
        """;

    public async Task<int> RunAsync(VerbContext context, CancellationToken ct)
    {
        var owner = context.Database.OwnerConnection
            ?? throw new StartUpException("Set ConnectionStrings__BankCrmOwner to a connection of the database's owner.");
        var years = context.Number("years", MovementRetention.LeastYears, MovementRetention.LeastYears, 100);
        var due = await MovementRetention.DueAsync(owner, Branch.DayAt(context.Services.GetRequiredService<TimeProvider>().GetUtcNow()), years, ct);
        if (due.Count == 0)
        {
            Console.WriteLine($"No month of movements is older than {years} years.");
            return 0;
        }

        var isConfirmed = context.Options.ContainsKey("confirm");
        await using var work = context.Services.GetRequiredService<IServiceScopeFactory>().CreateWork(CurrentUser.System(Name));
        foreach (var month in due)
        {
            if (isConfirmed)
            {
                await work.ServiceProvider.GetRequiredService<IAuditTrail>().RecordNowAsync(
                    new(AuditEvents.Destroyed)
                    {
                        ObjectType = "Transaction",
                        Changes = AuditChanges.Of([("Month", month.Month, null), ("Movements", month.Movements, null)]),
                        ReasonText = $"older than {years} years",
                    },
                    ct);
                await MovementRetention.DestroyAsync(owner, month, ct);
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{month.Month:yyyy-MM}: {month.Movements:N0} movements{(isConfirmed ? " destroyed" : "")}"));
        }

        if (!isConfirmed)
        {
            Console.WriteLine("Nothing was destroyed. With --confirm they are.");
        }

        return 0;
    }
}
