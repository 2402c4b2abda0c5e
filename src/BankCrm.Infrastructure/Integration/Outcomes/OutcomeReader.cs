using System.Text.Json;
using BankCrm.Application.Common;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Application.Integration.Outcomes;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Segments.Scores;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Customers.Names;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Segments.Scores;
using BankCrm.Infrastructure.Platform.Database;
using BankCrm.Infrastructure.Platform.Jobs;
using BankCrm.Infrastructure.Segments.Scores;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BankCrm.Infrastructure.Integration.Outcomes;

/// <summary>
/// Reads a list of past contacts that waits: finds the customers or makes them, keeps the rows sealed. All in one transaction, so that what was interrupted begins anew. Of
/// several instances one reads.
/// </summary>
internal sealed partial class OutcomeReader(IServiceScopeFactory scopes, IImportFiles files, IColumnCipher cipher, TimeProvider clock, ILogger<OutcomeReader> log) : IJob
{
    private const string Job = "outcome reader";
    private const int AtOnce = 2000;

    /// <summary>Whoever is in no name column is called so: they have a number, and a colleague who knows them gives them their name.</summary>
    private const string Nameless = "Unnamed";

    private static readonly Fault Unforeseen = new("The list could not be read. Ask whoever runs the program.");

    public TimeSpan Pause { get; } = TimeSpan.FromSeconds(2);

    public Task<bool> RunNextAsync(CancellationToken ct) => RunNextAsync(null, ct);

    /// <param name="only">The history to read. Null: any that waits.</param>
    public async Task<bool> RunNextAsync(Guid? only, CancellationToken ct)
    {
        EndReading? end = null;
        string? file = null;
        await using (var work = scopes.CreateWork(CurrentUser.System(Job)))
        {
            var db = work.ServiceProvider.GetRequiredService<CrmDb>();
            await using var transaction = await db.BeginAsync(ct);
            if (await ScoreSql.TakeHistoryAsync(db, only, ct) is not { } id)
            {
                return false;
            }

            var history = await db.OutcomeHistories.SingleAsync(h => h.Id == id, ct);
            file = history.StoredName;
            try
            {
                end = await ReadAsync(work.ServiceProvider, db, history, ct);
                await transaction.CommitAsync(ct);
            }
            catch (RefusedException e)
            {
                end = new(id, [], new(0, 0, 0, 0, 0), new(e.Message, e.Args));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(e, id);
                end = new(id, [], new(0, 0, 0, 0, 0), Unforeseen);
            }
        }

        await scopes.SendAsync(CurrentUser.System(Job, ScorePermissions.Learn), end);
        if (end.Fault is null)
        {
            files.Delete(file!);
        }

        return true;
    }

    private async Task<EndReading> ReadAsync(IServiceProvider services, CrmDb db, OutcomeHistory history, CancellationToken ct)
    {
        var settings = JsonSerializer.Deserialize<HistorySettings>(history.Settings!)!;
        var look = await files.LookAsync(history.StoredName!, null, null, ct);
        var read = OutcomeFile.Read(files.Rows(history.StoredName!, look.Encoding, look.Delimiter), settings);
        Refuse.If(read.Rows.Count > OutcomeHistory.MostRows, "These are more than {0} rows.", OutcomeHistory.MostRows);
        await ScoreSql.ForgetRowsAsync(db, history.Id, ct);
        var head = await db.Branches.Where(b => b.Kind == BranchKind.Bank).OrderBy(b => b.Code).Select(b => b.Id).FirstAsync(ct);
        var names = read.Columns.Index().FirstOrDefault(c => c.Item?.Doubt is ColumnDoubt.NamesPeople).Item is { } column ? Place(read.Names, column.Name) : -1;
        var (owned, made) = (0, 0);
        var place = 0;
        foreach (var chunk in read.Rows.Chunk(AtOnce))
        {
            var wanted = settings.CustomerColumn is null ? [] : chunk.Where(r => r.Customer.Length > 0).DistinctBy(r => r.Customer).ToList();
            var known = await KnownAsync(db, [.. wanted.Select(r => r.Customer)], ct);
            var missing = wanted.Where(r => !known.ContainsKey(r.Customer)).ToList();
            made += missing.Count;
            await MakeAsync(services, history, [.. missing.Select(r => (r.Customer, Name: names < 0 ? "" : r.Cells[names]))], head, known, ct);
            List<NewOutcomeRow> rows = [];
            foreach (var row in chunk)
            {
                var id = Guid.CreateVersion7();
                var owner = known.TryGetValue(row.Customer, out var customer) ? customer : default;
                owned += owner.Id == default ? 0 : 1;
                rows.Add(new(id, place++, owner.Id == default ? null : owner.Id, owner.Id == default ? head : owner.Branch, row.Outcome, row.Day, row.Rank, cipher.Seal(OutcomeRow.CellsColumn, id, JsonSerializer.Serialize(row.Cells)).Envelope));
            }

            await ScoreSql.AddRowsAsync(db, history.Id, rows, ct);
        }

        return new(
            history.Id, [.. read.Columns.Index().Where(c => c.Item is not null).Select(c => (c.Index, c.Item!))],
            new(read.Rows.Count, read.Rows.Count(r => r.Outcome is not null), read.Rows.Count(r => r.Outcome == true), owned, made), null);
    }

    private static int Place(IReadOnlyList<string> names, string name) => names.Index().First(n => n.Item == name).Index;

    // By their number in the other system, else by ours.
    private static async Task<Dictionary<string, (Guid Id, Guid Branch)>> KnownAsync(CrmDb db, List<string> numbers, CancellationToken ct)
    {
        var found = await db.Customers.Where(c => numbers.Contains(c.ExternalRef!) || numbers.Contains(c.Number)).Select(c => new { c.Id, c.BranchId, c.ExternalRef, c.Number }).ToListAsync(ct);
        var known = new Dictionary<string, (Guid, Guid)>(StringComparer.Ordinal);
        foreach (var customer in found)
        {
            known[customer.ExternalRef is { } other && numbers.Contains(other) ? other : customer.Number] = (customer.Id, customer.BranchId);
        }

        return known;
    }

    private async Task MakeAsync(
        IServiceProvider services, OutcomeHistory history, List<(string Number, string Name)> missing, Guid branch, Dictionary<string, (Guid Id, Guid Branch)> known, CancellationToken ct)
    {
        if (missing.Count == 0)
        {
            return;
        }

        Refuse.If(missing.Exists(m => CleanText.Check(m.Number, Customer.ExternalRefMaxLength) is not null), "A number of a customer is longer than {0} characters, or has signs that none may have.", Customer.ExternalRefMaxLength);
        var (writer, maker, now) = (services.GetRequiredService<ICustomerBulkWriter>(), services.GetRequiredService<CustomerMaker>(), clock.GetUtcNow());
        var numbers = await writer.TakeNumbersAsync(missing.Count, ct);
        List<KeyedCustomer> made =
        [
            .. missing.Zip(numbers).Select(m => maker.Make(
                new() { Kind = CustomerKind.Individual, Name = m.First.Name.Length > 0 && NameText.CheckPerson(m.First.Name) is null ? m.First.Name : Nameless, ExternalRef = m.First.Number },
                m.Second, branch, null, now, Branch.DayAt(now), migrated: true)),
        ];
        await writer.WriteAsync(made, new(AuditEvents.Imported) { ObjectType = nameof(OutcomeHistory), ObjectId = history.Id, ReasonText = history.FileName }, ct);
        foreach (var (number, customer) in missing.Zip(made))
        {
            known[number.Number] = (customer.New.Customer.Id, branch);
        }
    }

    [LoggerMessage(LogLevel.Error, "The history {History} could not be read")]
    private partial void LogFailed(Exception e, Guid history);
}
