using System.Globalization;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Integration.Outcomes;
using BankCrm.Application.Segments.Scores;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Segments.Scores;
using BankCrm.Infrastructure.Integration.Outcomes;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Platform.Hosting.Verbs;

internal sealed class ImportOutcomesVerb : IVerb
{
    private static readonly CurrentUser System = CurrentUser.System("outcome import", ScorePermissions.Learn, ScorePermissions.Read);

    public string Name => "import outcomes";

    public string Summary => "Brings a history of contacts with what came of each, and may have a score learnt of it";

    public string Usage =>
        """
        import outcomes FILE --name NAME --outcome COLUMN=VALUE [--when COLUMN | --in-order] [--customer-as COLUMN]
                             [--before A,B] [--after A,B] [--not A,B] [--learn-as USER]

        FILE: CSV or Excel, one row for each contact, also packed with gzip (.gz); what parts the cells and how letters are written is recognised.
        --outcome: where it came about, as y=yes; several values with | between them. An empty cell: nothing is known yet.
        --when: the column with the day of the contact, or with figures that rise with time. --in-order: the rows stand as they happened.
        --customer-as: the column with the customer's number, here or in the system the list comes from; who is not known becomes a customer.
        --after: columns that are known only after the contact. --before: columns you vouch for. --not: columns that are to stay out.
        --learn-as: has a score learnt on behalf of that colleague, and says how right it is. Somebody else approves it.

        Exit code 0: it is in. 1: it was refused. 2: the command line was not understood.
        """;

    public async Task<int> RunAsync(VerbContext context, CancellationToken ct)
    {
        if (context.Words is not [var path] || !File.Exists(path))
        {
            throw new VerbException("Name a file that is there.");
        }

        var outcome = context.Needed("outcome").Split('=', 2);
        if (outcome.Length != 2)
        {
            throw new VerbException("--outcome names a column and a value, as y=yes.");
        }

        await CrmDatabase.DemandReadyAsync(context.Services, ct);
        var order = context.Given("when") is not null ? HistoryOrder.ByDay : context.Options.ContainsKey("in-order") ? HistoryOrder.AsListed : HistoryOrder.None;
        var settings = new HistorySettings(
            outcome[0], outcome[1].Split('|'), order, context.Given("when"), context.Given("customer-as"), Named(context, "before"), Named(context, "after"), Named(context, "not"));
        var work = new Work(context.Services.GetRequiredService<IServiceScopeFactory>());
        var id = Guid.CreateVersion7();
        try
        {
            await ReceiveAsync(work, id, context.Needed("name"), path, ct);
            await work.SendAsync(System, new ReadHistory(id, (await work.AskAsync(id, ct)).Version, settings), ct);
            while ((await work.AskAsync(id, ct)).State is HistoryState.Waiting)
            {
                await context.Services.ReadHistoryAsync(id, ct);
            }
        }
        catch (RefusedException e)
        {
            return CommandLine.Say(string.Format(CultureInfo.InvariantCulture, e.Message, e.Args), 1);
        }

        var history = await work.AskAsync(id, ct);
        if (history.Fault is { } fault)
        {
            return CommandLine.Say(string.Format(CultureInfo.InvariantCulture, fault, [.. history.FaultArgs]), 1);
        }

        Tell(history);
        return context.Given("learn-as") is { } userName ? await LearnAsync(context.Services, work, id, userName, ct) : 0;
    }

    private static async Task ReceiveAsync(Work work, Guid id, string name, string path, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        await work.SendAsync(System, new ReceiveHistory(id, name, Path.GetFileName(path), file), ct);
    }

    private static async Task<int> LearnAsync(IServiceProvider services, Work work, Guid id, string userName, CancellationToken ct)
    {
        var today = Branch.DayAt(services.GetRequiredService<TimeProvider>().GetUtcNow());
        var person = await work.ReadAsync(async db => await db.Staff.Where(s => s.UserName == userName).Select(s => (Guid?)s.Id).SingleOrDefaultAsync(ct) is { } staffId
            ? await StaffAccess.OfAsync(db, staffId, today, ct)
            : null) ?? throw new VerbException($"There is no colleague {userName}, or they are disabled.");
        try
        {
            await work.SendAsync(person, new LearnScore(Guid.CreateVersion7(), id), ct);
        }
        catch (RefusedException e)
        {
            return CommandLine.Say(string.Format(CultureInfo.InvariantCulture, e.Message, e.Args), 1);
        }

        while (await work.AskAsync(id, ct) is { Shown.IsAtWork: true })
        {
            if (!await services.LearnNextAsync(ct))
            {
                await Task.Delay(TimeSpan.FromSeconds(1), ct); // another process is at it
            }
        }

        if ((await work.AskAsync(id, ct)).Shown is not { Report: { } report } version)
        {
            return CommandLine.Say("It could not be learnt.", 1);
        }

        var f = report.Figures;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"version {version.Number}, {(report.IsInOrder ? $"learnt from the earlier {report.LearntRows} rows, judged on the later {f.Rows}" : $"each fifth of {f.Rows} rows judged by the other four")}"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"AUC {f.Auc:0.000} (± {f.AucMargin:0.000}), KS {f.Ks:0.000}, Brier {f.Brier:0.0000} (of the known share {f.BrierOfRate:0.0000}), log loss {f.LogLoss:0.0000}, best tenth {f.BestTenth:0.0%}, calibration error {f.CalibrationError:0.0%}"));
        return 0;
    }

    private static void Tell(ScoreShown history)
    {
        var c = history.Counts;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{c.Rows} rows in, {c.Known} with an outcome, {c.Came} of them came about; {c.Owned} rows of customers, {c.Made} customers are new"));
        foreach (var column in history.Columns)
        {
            var doubt = column.Doubt is ColumnDoubt.None ? "" : $" ({column.Doubt})";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {column.Name}: {column.Kind}, {column.Use}{doubt}"));
        }
    }

    private static List<string> Named(VerbContext context, string option) => [.. (context.Given(option) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private sealed class Work(IServiceScopeFactory scopes)
    {
        public async Task SendAsync<TCommand>(CurrentUser user, TCommand command, CancellationToken ct)
        {
            await using var scope = scopes.CreateWork(user);
            await scope.ServiceProvider.GetRequiredService<ICommandHandler<TCommand>>().HandleAsync(command, ct);
        }

        public async Task<ScoreShown> AskAsync(Guid id, CancellationToken ct)
        {
            await using var scope = scopes.CreateWork(System);
            return await scope.ServiceProvider.GetRequiredService<IQueryHandler<GetScore, ScoreShown>>().HandleAsync(new(id), ct);
        }

        public async Task<T> ReadAsync<T>(Func<CrmDb, Task<T>> read)
        {
            await using var scope = scopes.CreateWork(System);
            return await read(scope.ServiceProvider.GetRequiredService<CrmDb>());
        }
    }
}
