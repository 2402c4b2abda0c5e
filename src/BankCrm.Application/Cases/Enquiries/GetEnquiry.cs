using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Cases.Queues;
using BankCrm.Application.Cases.ServiceCases;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Cases.Enquiries;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Cases.ServiceLevels;
using BankCrm.Domain.Tasks.Queues;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.Enquiries;

/// <summary>Enquiries one sees: open ones by when the next promise is due, ended ones the latest first.</summary>
[Allow(CasePermissions.Work, CasePermissions.ReadAll)]
public sealed record ListEnquiries(bool Ended = false, CaseKind? Kind = null, string? After = null);

/// <param name="Name">Masked, where this colleague may not work on it.</param>
/// <param name="Queue">In which it waits, or out of which its owner got it. Null: none.</param>
public sealed record EnquiryRow(
    Guid Id, long Number, CaseKind Kind, string Subject, string Name, string? Owner, bool IsUnowned, string? Queue, DateTimeOffset ReceivedAt, DateTimeOffset DueAt, bool IsAnswered, bool IsLate,
    bool IsPaused, bool IsEscalated, DateTimeOffset? EndedAt, Guid? CaseId);

/// <summary>One enquiry, with what happened to it.</summary>
[Allow(CasePermissions.Work, CasePermissions.ReadAll)]
public sealed record GetEnquiry(Guid Id);

/// <param name="Queue">Into which or out of which it went. Null: none.</param>
/// <param name="To">Who got it. Null: the step gives it to nobody.</param>
/// <param name="Chosen">By what sum the queue was chosen. Null: a person chose it, or the step is about none.</param>
public sealed record EnquiryStepShown(EnquiryStepKind Kind, DateTimeOffset At, string? By, CaseClockKind? Clock, string? Text, string? Queue, string? To, QueueChosen? Chosen);

/// <param name="Name">Masked like the contact, where this colleague may not work on it.</param>
/// <param name="CaseNumber">Of the case it went on as. Null: it did not, or this colleague does not see that one.</param>
public sealed record EnquiryShown(
    Guid Id, uint Version, long Number, CaseKind Kind, CaseChannel Channel, string Subject, string Name, string Contact, string? Owner, bool IsUnowned, string? TakenBy, string? Source,
    DateTimeOffset ReceivedAt, DateTimeOffset DueAt, DateTimeOffset? AnsweredAt, DateTimeOffset? EscalatedAt, DateTimeOffset? EndedAt, int? LegalLimit, bool AsksForTime, Guid? CaseId,
    long? CaseNumber, bool MayWork, bool MaySignTime, IReadOnlyList<CaseClockShown> Clocks, IReadOnlyList<EnquiryStepShown> Steps)
{
    /// <summary>In which it waits, or out of which its owner got it. Null: none.</summary>
    public Guid? QueueId { get; init; }

    public string? Queue { get; init; }

    /// <summary>Null: it is not sorted.</summary>
    public TopicShown? Category { get; init; }

    /// <summary>In which it may wait, where this colleague may work on it.</summary>
    public IReadOnlyList<Choice> Queues { get; init; } = [];

    /// <summary>How it was given by rule, the latest first.</summary>
    public IReadOnlyList<DecisionShown> Decisions { get; init; } = [];

    public bool IsLate => Clocks.Any(c => c.IsLate);
    public bool IsPaused => Clocks.Any(c => c.State is ClockState.Paused);
}

internal sealed class ListEnquiriesHandler(CrmDb db, CurrentUser user, EnquiryRows rows) : IQueryHandler<ListEnquiries, Page<EnquiryRow>>
{
    private const int Size = 50;

    public async Task<Page<EnquiryRow>> HandleAsync(ListEnquiries query, CancellationToken ct)
    {
        var enquiries = db.EnquiriesSeenBy(user).Where(e => query.Ended ? e.EndedAt != null : e.EndedAt == null);
        enquiries = query.Kind is { } kind ? enquiries.Where(e => e.Kind == kind) : enquiries;
        if (Cursor.TryRead<(DateTimeOffset At, Guid Id)>(query.After, out var last))
        {
            enquiries = query.Ended
                ? enquiries.Where(e => e.EndedAt <= last.At && (e.EndedAt < last.At || e.Id < last.Id))
                : enquiries.Where(e => e.DueAt >= last.At && (e.DueAt > last.At || e.Id > last.Id));
        }

        var ordered = query.Ended ? enquiries.OrderByDescending(e => e.EndedAt).ThenByDescending(e => e.Id) : enquiries.OrderBy(e => e.DueAt).ThenBy(e => e.Id);
        var found = await rows.OfAsync(ordered.Take(Size + 1), ct);
        List<EnquiryRow> shown = [.. found.Take(Size)];
        return new(shown, found.Count > Size ? Cursor.Write((query.Ended ? shown[^1].EndedAt!.Value : shown[^1].DueAt, shown[^1].Id)) : null);
    }
}

internal sealed class GetEnquiryHandler(CrmDb db, CurrentUser user, IColumnCipher cipher, StaffNames staff, Sums sums, WorkingCalendar calendar, TimeProvider clock) : IQueryHandler<GetEnquiry, EnquiryShown>
{
    public async Task<EnquiryShown> HandleAsync(GetEnquiry query, CancellationToken ct)
    {
        var it = await db.EnquiriesSeenBy(user).IgnoreAutoIncludes().SingleOrDefaultAsync(e => e.Id == query.Id, ct) ?? throw new NotFoundException();
        var steps = (await db.EnquirySteps.Where(s => s.EnquiryId == it.Id).ToListAsync(ct)).OrderBy(s => s.At).ThenBy(s => s.Kind).ThenBy(s => s.Id).ToList(); // of one moment in the order of their kinds
        var chosen = await db.QueuesChosenAsync(steps.Select(s => s.Chosen), ct);
        var clocks = await db.EnquiryClocks.Where(k => k.EnquiryId == it.Id).ToListAsync(ct);
        var names = await staff.OfAsync(db, steps.Select(s => s.By).Concat(steps.Select(s => s.ToId)).Concat([it.OwnerId, it.TakenBy]).OfType<Guid>(), ct);
        var queues = await db.QueueNamesAsync(steps.Select(s => s.QueueId).Append(it.QueueId), ct);
        var number = it.CaseId is { } opened ? await db.CasesSeenBy(user).Where(c => c.Id == opened).Select(c => (long?)c.Number).SingleOrDefaultAsync(ct) : null;
        var (now, time) = (clock.GetUtcNow(), await calendar.OfBranchAsync(db, it.BranchId, ct));
        var (works, name, contact) = (user.MayWorkOnCase(it.OwnerId), cipher.Open(Enquiry.NameColumn, it.Id, it.Name), cipher.Open(Enquiry.ContactColumn, it.Id, it.Contact));
        return new(
            it.Id, it.Version, it.Number, it.Kind, it.Channel, cipher.Open(Enquiry.SubjectColumn, it.Id, it.Subject), works ? name : EnquiryDesk.MaskedName(name),
            works ? contact : EnquiryDesk.MaskedContact(contact), NameOf(it.OwnerId), it.OwnerId is null, NameOf(it.TakenBy), it.Source is null ? null : $"{it.Source} {it.Reference}",
            it.ReceivedAt, it.DueAt, it.AnsweredAt, it.EscalatedAt, it.EndedAt, it.LegalLimit, it.TimeAskedBy is not null, number is null ? null : it.CaseId, number, works,
            it.TimeAskedBy is { } asked && asked != user.StaffId && user.May(CasePermissions.Approve),
            [.. clocks.OrderBy(c => c.Kind).Select(c => CaseClockShown.Of(c.Kind, c.Time, now, time))],
            [
                .. steps.Select(s => new EnquiryStepShown(s.Kind, s.At, NameOf(s.By), s.Clock, s.Text is null ? null : cipher.Open(EnquiryStep.TextColumn, s.Id, s.Text), QueueOf(s.QueueId), NameOf(s.ToId),
                    s.Chosen is null ? null : chosen[s.Chosen])),
            ])
        {
            QueueId = it.QueueId,
            Queue = QueueOf(it.QueueId),
            Category = it.CategoryId is { } category ? (await db.TopicsToChooseAsync(TopicTree.Category, category, ct)).SingleOrDefault(t => t.Id == category) : null,
            Queues = works && it.EndedAt is null ? await db.QueueChoicesAsync(it.BranchId, QueueTakes.Cases, ct) : [],
            Decisions = await sums.DecisionsAsync(db, it.Id, ct),
        };

        string? NameOf(Guid? id) => id is { } known ? names.GetValueOrDefault(known) : null;

        string? QueueOf(Guid? id) => id is { } known ? queues.GetValueOrDefault(known) : null;
    }
}
