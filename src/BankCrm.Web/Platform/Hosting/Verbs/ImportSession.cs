using System.Globalization;
using BankCrm.Application.Accounts.Statements;
using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Infrastructure.DataQuality.Import;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Platform.Hosting.Verbs;

/// <summary>One import by the command line, on behalf of a colleague or of the system.</summary>
internal sealed class ImportSession(IServiceProvider services, CurrentUser user)
{
    private readonly IServiceScopeFactory scopes = services.GetRequiredService<IServiceScopeFactory>();

    public static async Task<ImportSession> OpenAsync(VerbContext context, CancellationToken ct)
    {
        var system = CurrentUser.System(
            "import", CustomerPermissions.Import, CustomerPermissions.Change, CustomerPermissions.ChangeIdentity, AdminPermissions.ChangeBranches,
            StatementPermissions.Take);
        var session = new ImportSession(context.Services, system);
        if (context.Given("as") is not { } userName)
        {
            return session;
        }

        var now = context.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var person = await session.ReadAsync(async db => await db.Staff.Where(s => s.UserName == userName).Select(s => (Guid?)s.Id).SingleOrDefaultAsync(ct) is { } id
            ? await StaffAccess.OfAsync(db, id, Branch.DayAt(now), ct)
            : null);
        return new(context.Services, person ?? throw new VerbException($"There is no colleague {userName}, or they are disabled."));
    }

    public async Task SendAsync<TCommand>(TCommand command, CancellationToken ct)
    {
        await using var scope = scopes.CreateWork(user);
        await scope.ServiceProvider.GetRequiredService<ICommandHandler<TCommand>>().HandleAsync(command, ct);
    }

    public async Task<TResult> AskAsync<TQuery, TResult>(TQuery query, CancellationToken ct)
    {
        await using var scope = scopes.CreateWork(user);
        return await scope.ServiceProvider.GetRequiredService<IQueryHandler<TQuery, TResult>>().HandleAsync(query, ct);
    }

    /// <summary>The branch of that code; else the colleague's, else the head office.</summary>
    public async Task<Guid> BranchAsync(string? code, CancellationToken ct)
    {
        if (code is null && user.HomeBranchId is { } home)
        {
            return home;
        }

        var found = await ReadAsync(db => db.Branches
            .Where(b => b.ClosedAt == null && (code == null ? b.Kind == BranchKind.Bank : b.Code == code))
            .Select(b => (Guid?)b.Id).FirstOrDefaultAsync(ct));
        return found ?? throw new VerbException(code is null ? "There is no head office yet: name a branch with --branch." : $"There is no open branch {code}.");
    }

    public async Task<int> CreateBranchesAsync(string path, CancellationToken ct)
    {
        await using var scope = scopes.CreateWork(user);
        var command = new OpenListedBranches(await File.ReadAllTextAsync(path, ct));
        try
        {
            await scope.ServiceProvider.GetRequiredService<ICommandHandler<OpenListedBranches>>().HandleAsync(command, ct);
        }
        catch (RefusedException e) when (e.Message == OpenListedBranches.NoneIsNew)
        {
            return 0; // the second time a file comes
        }

        return command.Opened;
    }

    /// <summary>Works at the run, or watches another process do it, and says how far it is.</summary>
    public async Task<ImportShown> WatchAsync(Guid id, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var work = WorkAsync(id, stop.Token);
        var shown = await AskAsync<GetImport, ImportShown>(new(id), ct);
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(TimeSpan.FromSeconds(1), ct));
            shown = await AskAsync<GetImport, ImportShown>(new(id), ct);
            Console.Error.Write($"\r{shown.Counts.Line} of about {shown.Counts.Lines} lines, {shown.Counts.Imported} in ");
        }

        await work;
        Console.Error.WriteLine();
        return shown;
    }

    public async Task WriteRejectsAsync(Guid id, string path, CancellationToken ct)
    {
        await using var scope = scopes.CreateWork(user);
        await scope.ServiceProvider.GetRequiredService<IQueryHandler<TakeImportReport, string>>().HandleAsync(new(id), ct);
        await using var file = File.Create(path);
        await scope.ServiceProvider.GetRequiredService<IImportReport>().WriteAsync(
            id, file, new(s => s, f => string.Format(CultureInfo.InvariantCulture, f.Sentence, f.Args), v => v.ToString()), ct);
    }

    private async Task WorkAsync(Guid id, CancellationToken ct)
    {
        while ((await AskAsync<GetImport, ImportShown>(new(id), ct)).IsAtWork)
        {
            if (!await services.RunImportAsync(id, ct))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), ct);
            }
        }
    }

    private async Task<T> ReadAsync<T>(Func<CrmDb, Task<T>> read)
    {
        await using var scope = scopes.CreateWork(CurrentUser.System("import"));
        return await read(scope.ServiceProvider.GetRequiredService<CrmDb>());
    }
}
