using BankCrm.Application.Common;
using BankCrm.Application.Customers.Registration;
using BankCrm.Application.DataQuality.Import;
using BankCrm.Application.Integration.Customers;
using BankCrm.Application.Platform.Messages;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Infrastructure.DataQuality.Import;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Infrastructure.Integration.Customers;

/// <summary>Creates and changes customers as another system knows them: the same checks, the same sealing, the same audit as an import.</summary>
internal sealed class CustomerMessages(
    CrmDb db, CurrentUser user, CustomerTargets targets, CustomerChanger changer, CustomerMaker maker, ICustomerBulkWriter writer, TimeProvider clock)
    : IMessageHandler<CustomerRecord>
{
    public const string Name = "customers";

    private const int AtOnce = 250;
    private readonly Dictionary<long, MessageResult> results = [];

    public string Stream => Name;

    public async Task<IReadOnlyList<MessageResult>> ApplyAsync(IReadOnlyList<DueMessage<CustomerRecord>> due, CancellationToken ct)
    {
        results.Clear();
        db.ChangeTracker.AutoDetectChangesEnabled = false; // looked for once, for all of them
        try
        {
            var aims = await targets.OfAsync(due, ct);
            var today = Branch.DayAt(clock.GetUtcNow());
            foreach (var aim in aims)
            {
                var faults = aim.Fault is { } fault ? [fault] : CustomerFacts.Faults(aim.Message.Record, aim.Message.Record.ExternalNumber, aim.CustomerId is not null, today);
                if (faults.Count > 0)
                {
                    results[aim.Message.Sequence] = new(aim.Message.Sequence, MessageOutcome.Refused, aim.CustomerId, faults);
                }
            }

            var sound = aims.Where(a => !results.ContainsKey(a.Message.Sequence)).ToList();
            await CreateAsync([.. sound.Where(a => a.CustomerId is null)], today, ct);
            foreach (var some in sound.Where(a => a.CustomerId is not null).Chunk(AtOnce))
            {
                await db.TryAsync(some, rows => ChangeAsync(rows, ct), Refuse, ct);
            }
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = true;
        }

        return [.. results.Values];
    }

    public async Task<IReadOnlyList<Guid?>> BranchesOfAsync(IReadOnlyList<CustomerRecord> records, CancellationToken ct)
    {
        var branches = await targets.BranchesAsync([.. records.Select(r => r.Branch)], ct);
        return [.. records.Select(r => branches.TryGetValue(r.Branch, out var id) ? id : (Guid?)null)];
    }

    public IEnumerable<(string Label, string Value)> Describe(CustomerRecord record) => CustomerFacts.Describe(record);

    private async Task CreateAsync(IReadOnlyList<CustomerAim> fresh, DateOnly today, CancellationToken ct)
    {
        if (fresh.Count == 0)
        {
            return;
        }

        var numbers = new Queue<string>(await writer.TakeNumbersAsync(fresh.Count, ct));
        var numbered = fresh.Select(aim => (Aim: aim, Number: numbers.Dequeue(), Row: aim.Message.Record.ToRow(aim.Message.Record.ExternalNumber))).ToList();
        await db.TryAsync(
            numbered,
            async rows =>
            {
                var now = clock.GetUtcNow();
                await writer.WriteAsync(
                    [.. rows.Select(r => maker.Make(r.Row.Draft, r.Number, r.Aim.BranchId, byStaffId: null, now, today, migrated: true))],
                    new(AuditEvents.ApiUsed) { ObjectType = Name, ReasonText = user.Source }, ct);
                foreach (var row in rows)
                {
                    results[row.Aim.Message.Sequence] = new(row.Aim.Message.Sequence, MessageOutcome.Applied, row.Row.Draft.Id);
                }
            },
            (row, e) => Refuse(row.Aim, e), ct);
    }

    private async Task ChangeAsync(IReadOnlyList<CustomerAim> rows, CancellationToken ct)
    {
        try
        {
            var changed = await changer.ChangeAsync(
                [.. rows.Select(r => new RowOfCustomer(r.CustomerId!.Value, r.Message.Record.ToRow(r.Message.Record.ExternalNumber)))], ct);
            if (changed.Touched.Count > 0)
            {
                await db.SaveChangesAsync(ct);
            }

            foreach (var (place, row) in rows.Index())
            {
                var (sequence, id) = (row.Message.Sequence, row.CustomerId!.Value);
                results[sequence] = changed.Refused.TryGetValue(place, out var fault)
                    ? new(sequence, MessageOutcome.Refused, id, [("", fault)])
                    : new(sequence, changed.Touched.Contains(id) ? MessageOutcome.Applied : MessageOutcome.Unchanged, id);
            }
        }
        finally
        {
            db.ChangeTracker.Clear();
            db.Ciphers.Clear();
        }
    }

    private void Refuse(CustomerAim aim, RefusedException e) =>
        results[aim.Message.Sequence] = new(aim.Message.Sequence, MessageOutcome.Refused, aim.CustomerId, [("", new Fault(e.Message, e.Args))]);
}
