using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.DataQuality.Import;
using BankCrm.Infrastructure.DataQuality.Import;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Web.Platform.Hosting.Verbs;

internal sealed class ImportCustomersVerb : IVerb
{
    public string Name => "import customers";

    public string Summary => "Imports customers from a CSV file";

    public string Usage =>
        """
        import customers FILE [--mapping FILE|auto] [--branch CODE] [--encoding utf8|utf16|gb18030|big5|windows1252] [--dates dmy|mdy] [--join]
                              [--create-branches FILE] [--dry-run] [--as USER] [--rejects FILE]

        The same pipeline as the page /customers/import. --mapping auto (the default) takes what the columns are called; a file holds JSON:
        { "columns": { "客户姓名": "Name", "证件号码": "DocumentNumber" }, "fixed": { "Country": "CN" }, "dateOrder": "DayFirst" }.
        What was recognised can be looked at beforehand: import read FILE. --dates must be given where a day such as 3/7/1985 can be read in two ways.
        --join: rows of one number in the other system, or of one document, are one customer.
        --branch: where customers go whose row names no branch. --create-branches: opens branches from a CSV with code, name and city.
        --as: the colleague it is done as, with their branches and as the writer of notes; else the system itself. --rejects: writes the rows that did not come in.

        Exit code 0: all rows are in. 1: some were refused. 2: the command line was not understood.
        """;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public async Task<int> RunAsync(VerbContext context, CancellationToken ct)
    {
        if (context.Words is not [var path] || !File.Exists(path))
        {
            throw new VerbException(context.Words is [var missing] ? $"There is no file {missing}." : "Name one file.");
        }

        await CrmDatabase.DemandReadyAsync(context.Services, ct);
        var session = await ImportSession.OpenAsync(context, ct);
        if (context.Given("create-branches") is { } branches)
        {
            Console.WriteLine($"{await session.CreateBranchesAsync(branches, ct)} branches opened.");
        }

        var id = Guid.CreateVersion7();
        await using (var content = File.OpenRead(path))
        {
            await session.SendAsync(new UploadImport(id, Path.GetFileName(path), content, ImportWords.Encoding(context), await session.BranchAsync(context.Given("branch"), ct)), ct);
        }

        var shown = await session.AskAsync<GetImport, ImportShown>(new(id), ct);
        var mapping = Mapping(context, shown);
        if (mapping.DateOrder is null && (await session.AskAsync<PreviewImport, ImportPreview>(new(id), ct)).NeedsDateOrder)
        {
            throw new VerbException("Some days of the file can be read in two ways: say --dates dmy if 3/7/1985 is the 3rd of July, --dates mdy if it is the 7th of March.");
        }

        await session.SendAsync(new MapImport(id, mapping), ct);
        await (context.Options.ContainsKey("dry-run") ? session.SendAsync(new CheckImport(id), ct) : session.SendAsync(new StartImport(id, Unchecked: true), ct));
        shown = await session.WatchAsync(id, ct);
        if (context.Given("rejects") is { } rejects)
        {
            await session.WriteRejectsAsync(id, rejects, ct);
        }

        return Report(shown);
    }

    private static int Report(ImportShown shown)
    {
        var counts = shown.Counts;
        Console.WriteLine(
            $"{(shown.Status is ImportStatus.Checked ? "Would be imported" : "Imported")} {counts.Imported}, refused {counts.Refused}, already there {counts.AlreadyThere}, "
            + $"with a remark {counts.Remarked}, no customer {counts.LeftOut}.");
        foreach (var reason in shown.Reasons)
        {
            var sentence = string.Format(CultureInfo.InvariantCulture, reason.Sentence, [.. reason.Args]);
            Console.WriteLine($"  {reason.Rows,8}  {reason.Kind}  {reason.Field}: {sentence}");
        }

        if (shown.Failure is { } failure)
        {
            Console.Error.WriteLine(failure);
        }

        return shown.Status is ImportStatus.Done or ImportStatus.Checked && counts.Refused + counts.AlreadyThere == 0 ? 0 : 1;
    }

    private static ImportMapping Mapping(VerbContext context, ImportShown shown)
    {
        var mapping = context.Given("mapping") is { } file && file != "auto" ? FromFile(file, shown.Layout) : shown.Mapping;
        return mapping with { DateOrder = ImportWords.Dates(context) ?? mapping.DateOrder, JoinsRows = context.Options.ContainsKey("join") };
    }

    private static ImportMapping FromFile(string path, ImportLayout layout)
    {
        MappingFile told;
        try
        {
            told = JsonSerializer.Deserialize<MappingFile>(File.ReadAllText(path), Json) ?? new();
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            throw new VerbException($"The mapping {path} cannot be read: {e.Message}");
        }

        if (told.Columns.Keys.FirstOrDefault(h => !layout.Headers.Contains(h)) is { } absent)
        {
            throw new VerbException($"The file has no column '{absent}'.");
        }

        return new([.. layout.Headers.Select(h => told.Columns.TryGetValue(h, out var field) ? field : (ImportField?)null)], told.Fixed, told.DateOrder);
    }

    private sealed record MappingFile
    {
        public Dictionary<string, ImportField> Columns { get; init; } = [];
        public Dictionary<ImportField, string> Fixed { get; init; } = [];
        public DateOrder? DateOrder { get; init; }
    }

    /// <summary>One import by the command line, on behalf of a colleague or of the system.</summary>
    private sealed class ImportSession(IServiceProvider services, CurrentUser user)
    {
        private readonly IServiceScopeFactory scopes = services.GetRequiredService<IServiceScopeFactory>();

        public static async Task<ImportSession> OpenAsync(VerbContext context, CancellationToken ct)
        {
            var system = CurrentUser.System(
                "import", CustomerPermissions.Import, CustomerPermissions.Change, CustomerPermissions.ChangeIdentity, AdminPermissions.ChangeBranches);
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
}
