using BankCrm.Application.Cases.Enquiries;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Common;

namespace BankCrm.Application.Cases.Waiting;

/// <summary>What of all that is open is shown.</summary>
public enum WaitingView
{
    [Means("Waits for an answer")] Answer,
    [Means("Nobody has taken it on")] Nobody,
    [Means("With me")] Mine,
    [Means("All that is open")] Open,
}

/// <summary>Whoever it is from.</summary>
public enum WaitingFrom
{
    [Means("Customers")] Customers,
    [Means("People who are no customers")] Others,
}

/// <summary>Cases of customers and enquiries of people who are none, in one line by when the next promise is due.</summary>
/// <param name="From">Null: both.</param>
[Allow(CasePermissions.Work, CasePermissions.ReadAll)]
public sealed record ListWaiting(WaitingView View = WaitingView.Answer, CaseKind? Kind = null, WaitingFrom? From = null, string? After = null);

/// <param name="Subject">Null: it can no longer be read, or is of a protected record that this colleague may not open.</param>
/// <param name="Who">Null: a protected record. Of whoever is no customer masked, where this colleague may not work on it.</param>
/// <param name="CustomerId">Null: they are no customer.</param>
/// <param name="Owner">Null: nobody has it.</param>
/// <param name="Queue">In which it waits. Null: none.</param>
public sealed record WaitingRow(
    Guid Id, long Number, CaseKind Kind, string? Subject, string? Who, Guid? CustomerId, string? Owner, string? Queue, DateTimeOffset DueAt, bool IsAnswered, bool IsLate, bool IsPaused,
    bool IsEscalated)
{
    /// <summary>Told where the name is.</summary>
    public bool HasDied { get; init; }

    public bool IsFromOthers => CustomerId is null;
}

internal sealed class ListWaitingHandler(CrmDb db, CurrentUser user, CaseRows cases, EnquiryRows enquiries) : IQueryHandler<ListWaiting, Page<WaitingRow>>
{
    private const int Size = 50;

    public async Task<Page<WaitingRow>> HandleAsync(ListWaiting query, CancellationToken ct)
    {
        var goesOn = Cursor.TryRead<(DateTimeOffset At, Guid Id)>(query.After, out var last);
        var rows = new List<WaitingRow>();
        if (query.From is not WaitingFrom.Others)
        {
            rows.AddRange(await CasesAsync());
        }

        if (query.From is not WaitingFrom.Customers)
        {
            rows.AddRange(await EnquiriesAsync());
        }

        List<WaitingRow> shown = [.. rows.OrderBy(r => r.DueAt).ThenBy(r => r.Id).Take(Size)];
        return new(shown, rows.Count > Size ? Cursor.Write((shown[^1].DueAt, shown[^1].Id)) : null);

        async Task<IEnumerable<WaitingRow>> CasesAsync()
        {
            var open = db.CasesWaiting(user, query.View);
            open = query.Kind is { } kind ? open.Where(c => c.Kind == kind) : open;
            open = goesOn ? open.Where(c => c.DueAt >= last.At && (c.DueAt > last.At || c.Id > last.Id)) : open;
            var found = await cases.OfAsync(open.OrderBy(c => c.DueAt).ThenBy(c => c.Id).Take(Size + 1), ct);
            var unanswered = await db.UnansweredAsync([.. found.Select(c => c.Id)], ct);
            var queues = await db.QueueNamesAsync(found.Select(c => c.IsUnowned ? c.QueueId : null), ct);
            return found.Select(c => new WaitingRow(
                c.Id, c.Number, c.Kind, c.Subject, c.Customer, c.CustomerId, c.Owner, c.IsUnowned && c.QueueId is { } queue ? queues.GetValueOrDefault(queue) : null, c.DueAt,
                !unanswered.Contains(c.Id), c.IsLate, c.IsPaused, c.IsEscalated)
            {
                HasDied = c.HasDied,
            });
        }

        async Task<IEnumerable<WaitingRow>> EnquiriesAsync()
        {
            var open = db.EnquiriesWaiting(user, query.View);
            open = query.Kind is { } kind ? open.Where(e => e.Kind == kind) : open;
            open = goesOn ? open.Where(e => e.DueAt >= last.At && (e.DueAt > last.At || e.Id > last.Id)) : open;
            return (await enquiries.OfAsync(open.OrderBy(e => e.DueAt).ThenBy(e => e.Id).Take(Size + 1), ct)).Select(e => new WaitingRow(
                e.Id, e.Number, e.Kind, e.Subject, e.Name, CustomerId: null, e.Owner, e.IsUnowned ? e.Queue : null, e.DueAt, e.IsAnswered, e.IsLate, e.IsPaused, e.IsEscalated));
        }
    }
}
