using BankCrm.Application.Accounts;
using BankCrm.Application.Admin;
using BankCrm.Application.Admin.Calendar;
using BankCrm.Application.Admin.Users;
using BankCrm.Application.Cases.Queues;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Application.Platform.Encryption;
using BankCrm.Application.Tasks.Queues;
using BankCrm.Domain.Accounts;
using BankCrm.Domain.Admin.Calendar;
using BankCrm.Domain.Cases.Complaints;
using BankCrm.Domain.Cases.ServiceCases;
using BankCrm.Domain.Cases.ServiceLevels;
using BankCrm.Domain.Common;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Platform.Encryption;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.ServiceCases;

/// <summary>One case, with what happened to it, how its clocks stand, and what this colleague may do with it.</summary>
[Allow(CasePermissions.Work, CasePermissions.ReadAll)]
public sealed record GetCase(Guid Id) : IRecorded<CaseDetails>
{
    public AuditRecord Record(CaseDetails shown) => new(AuditEvents.CustomerViewed)
    {
        ObjectType = nameof(Customer),
        ObjectId = shown.CustomerId,
        CustomerRef = shown.CustomerId,
        BranchId = shown.BranchId,
    };
}

/// <param name="By">Null: the system.</param>
/// <param name="Text">Null: nothing was written, or the customer was erased.</param>
/// <param name="Queue">Into which or out of which it went. Null: none.</param>
public sealed record CaseStepShown(CaseStepKind Kind, DateTimeOffset At, string? By, string? To, Guid? OtherId, long? OtherNumber, CaseClockKind? Clock, CaseChannel? Channel, string? Text, string? Queue, QueueChosen? Chosen);

/// <param name="UsedPercent">Above 100: late.</param>
public sealed record CaseClockShown(CaseClockKind Kind, ServiceTarget Target, ClockState State, DateTimeOffset StartedAt, DateTimeOffset DueAt, DateTimeOffset? StoppedAt, decimal UsedPercent, bool IsLate)
{
    internal static CaseClockShown Of(CaseClockKind kind, ServiceClock clock, DateTimeOffset now, WorkingTime time) => new(
        kind, clock.Target, clock.State, clock.StartedAt, clock.DueAt, clock.StoppedAt, clock.UsedPercent(now, time), clock.IsLate(now));
}

public sealed record CompensationShown(decimal Amount, string Currency, CompensationState State, string? ProposedBy, DateTimeOffset ProposedAt, string? DecidedBy);

/// <param name="Work">Answers, pauses, settles, changes it.</param>
/// <param name="Write">Writes notes and what the customer said.</param>
public sealed record CaseMay(bool Work, bool Write, bool Claim, bool Assign, bool SignTime, bool SignCompensation, bool Review);

public sealed record CaseDetails
{
    public required Guid Id { get; init; }
    public required uint Version { get; init; }
    public required long Number { get; init; }
    public required Guid CustomerId { get; init; }
    public required Guid BranchId { get; init; }
    public required string Customer { get; init; }
    public bool HasDied { get; init; }
    public required CaseKind Kind { get; init; }
    public required CaseChannel Channel { get; init; }
    public required CasePriority Priority { get; init; }
    public required CaseStatus Status { get; init; }
    public required string? Subject { get; init; }
    public required TopicShown? Category { get; init; }
    public required TopicShown? Cause { get; init; }
    public required CaseAccount? Account { get; init; }
    public required Guid? AccountId { get; init; }
    public required string? Owner { get; init; }
    public required Guid? QueueId { get; init; }
    public required string? Queue { get; init; }

    /// <summary>How it came to its owners by rule, the latest first.</summary>
    public required IReadOnlyList<DecisionShown> Decisions { get; init; }
    public required string? OpenedBy { get; init; }
    public required DateTimeOffset ReceivedAt { get; init; }
    public required DateTimeOffset? EscalatedAt { get; init; }
    public required DateTimeOffset? EndedAt { get; init; }
    public required int Reopened { get; init; }
    public required int? LegalLimit { get; init; }
    public required bool AsksForTime { get; init; }
    public required int? Satisfaction { get; init; }
    public required string? ReviewedBy { get; init; }
    public required bool? ToldInTime { get; init; }

    /// <summary>The other system that told of it, and its number there. Null: it is our own.</summary>
    public required string? ToldBy { get; init; }

    public required int People { get; init; }
    public required string? Speakers { get; init; }
    public required IReadOnlyList<Choice> AboutStaff { get; init; }
    public required IReadOnlyList<CaseClockShown> Clocks { get; init; }
    public required IReadOnlyList<CaseStepShown> Steps { get; init; }
    public required IReadOnlyList<CompensationShown> Compensations { get; init; }
    public required CaseMay May { get; init; }

    /// <summary>To whom it can be given; empty where this colleague may not.</summary>
    public required IReadOnlyList<Choice> Colleagues { get; init; }

    /// <summary>Causes to choose from when it is settled.</summary>
    public required IReadOnlyList<TopicShown> Causes { get; init; }

    public bool IsEnded => EndedAt is not null;
    public bool IsPaused => Clocks.Any(c => c.Kind is CaseClockKind.Closure && c.State is ClockState.Paused);
}

internal sealed class GetCaseHandler(
    CrmDb db, CurrentUser user, ICustomerVault vault, IColumnCipher cipher, StaffNames staff, Sums sums, WorkingCalendar calendar, TimeProvider clock) : IQueryHandler<GetCase, CaseDetails>
{
    public async Task<CaseDetails> HandleAsync(GetCase query, CancellationToken ct)
    {
        var found = await db.CasesSeenBy(user).IgnoreAutoIncludes().Where(c => c.Id == query.Id)
            .Join(db.Customers, c => c.CustomerId, of => of.Id, (c, of) => new { Case = c, of.Name, of.IsProtected, HasDied = of.DiedOn != null })
            .LeftJoin(db.CustomerKeys, c => c.Case.CustomerId, k => k.CustomerId, (c, k) => new { c.Case, c.Name, c.IsProtected, c.HasDied, k!.Wrapped })
            .SingleOrDefaultAsync(ct) ?? throw new NotFoundException();
        if (found.IsProtected)
        {
            user.Demand(CustomerPermissions.ReadProtected);
        }

        var (it, now) = (found.Case, clock.GetUtcNow());
        var safe = found.Wrapped is null ? null : vault.Open(it.CustomerId, found.Wrapped);
        var steps = (await db.CaseSteps.Where(s => s.CaseId == it.Id).ToListAsync(ct)).OrderBy(s => s.At).ThenBy(s => s.Kind).ThenBy(s => s.Id).ToList(); // of one moment in the order of their kinds
        var chosen = await db.QueuesChosenAsync(steps.Select(s => s.Chosen), ct);
        var clocks = await db.CaseClocks.Where(c => c.CaseId == it.Id).ToListAsync(ct);
        var compensations = await db.Compensations.Where(c => c.CaseId == it.Id).OrderBy(c => c.ProposedAt).ToListAsync(ct);
        var others = steps.Select(s => s.OtherCaseId).OfType<Guid>().Distinct().ToList();
        var numbers = others.Count == 0 ? [] : await db.CasesSeenBy(user).Where(c => others.Contains(c.Id)).Select(c => new { c.Id, c.Number }).ToDictionaryAsync(c => c.Id, c => c.Number, ct);
        var through = steps.Select(s => s.QueueId).Append(it.QueueId).OfType<Guid>().Distinct().ToList();
        var queues = through.Count == 0 ? [] : await db.WorkQueues.Where(q => through.Contains(q.Id)).Select(q => new { q.Id, q.Name }).ToDictionaryAsync(q => q.Id, q => q.Name, ct);
        var names = await staff.OfAsync(
            db,
            steps.SelectMany(s => new[] { s.By, s.To }).Concat(compensations.SelectMany(c => new[] { c.ProposedBy, c.DecidedBy })).Concat([it.OwnerId, it.OpenedBy, it.ReviewedBy])
                .OfType<Guid>().Concat(it.AboutStaff), ct);
        var time = await calendar.OfBranchAsync(db, it.BranchId, ct);
        var may = MayBy(it, compensations);
        var (categories, causes) = (
            await db.TopicsToChooseAsync(TopicTree.Category, it.CategoryId, ct),
            may.Work || it.CauseId is not null ? await db.TopicsToChooseAsync(TopicTree.Cause, it.CauseId, ct) : []);
        return new()
        {
            Id = it.Id,
            Version = it.Version,
            Number = it.Number,
            CustomerId = it.CustomerId,
            BranchId = it.BranchId,
            Customer = found.Name,
            HasDied = found.HasDied,
            Kind = it.Kind,
            Channel = it.Channel,
            Priority = it.Priority,
            Status = it.Status,
            Subject = Open(safe, ServiceCase.SubjectColumn, it.Id, it.Subject),
            Category = categories.FirstOrDefault(t => t.Id == it.CategoryId),
            Cause = causes.FirstOrDefault(t => t.Id == it.CauseId),
            Account = await AccountAsync(it, ct),
            AccountId = it.AccountId,
            Owner = NameOf(it.OwnerId),
            QueueId = it.QueueId,
            Queue = QueueOf(it.QueueId),
            Decisions = through.Count == 0 ? [] : await sums.DecisionsAsync(db, it.Id, ct),
            OpenedBy = NameOf(it.OpenedBy),
            ReceivedAt = it.ReceivedAt,
            EscalatedAt = it.EscalatedAt,
            EndedAt = it.EndedAt,
            Reopened = it.Reopened,
            LegalLimit = it.LegalLimit,
            AsksForTime = it.TimeAskedBy is not null,
            Satisfaction = it.Satisfaction,
            ReviewedBy = NameOf(it.ReviewedBy),
            ToldInTime = it.ToldInTime,
            ToldBy = it.Source is null ? null : $"{it.Source} {it.Reference}",
            People = it.People,
            Speakers = Open(safe, ServiceCase.SpeakersColumn, it.Id, it.Speakers),
            AboutStaff = [.. it.AboutStaff.Select(id => new Choice(id, names.GetValueOrDefault(id) ?? "", false))],
            Clocks =
            [
                .. clocks.GroupBy(c => c.Kind).Select(g => CaseClock.Counting(g)!).OrderBy(c => c.Kind)
                    .Select(c => CaseClockShown.Of(c.Kind, c.Time, now, time)),
            ],
            Steps =
            [
                .. steps.Select(s => new CaseStepShown(
                    s.Kind, s.At, NameOf(s.By), NameOf(s.To), s.OtherCaseId, s.OtherCaseId is { } other && numbers.TryGetValue(other, out var number) ? number : null, s.Clock, s.Channel,
                    Open(safe, CaseStep.TextColumn, s.Id, s.Text), QueueOf(s.QueueId), s.Chosen is null ? null : chosen[s.Chosen])),
            ],
            Compensations = [.. compensations.Select(c => new CompensationShown(c.Amount, c.Currency, c.State, NameOf(c.ProposedBy), c.ProposedAt, NameOf(c.DecidedBy)))],
            May = may,
            Colleagues = may.Assign
                ? await db.CaseColleagues(it.BranchId, now).Where(s => s.Id != it.OwnerId && !it.AboutStaff.Contains(s.Id)).Select(s => new Choice(s.Id, s.Name, false)).ToListAsync(ct)
                : [],
            Causes = causes,
        };

        string? QueueOf(Guid? id) => id is { } known ? queues.GetValueOrDefault(known) : null;

        string? NameOf(Guid? id) => id is { } known ? names.GetValueOrDefault(known) : null;
    }

    private CaseMay MayBy(ServiceCase it, IReadOnlyList<Compensation> compensations)
    {
        var (isOpen, works) = (!it.IsEnded, user.MayWorkOnCase(it.OwnerId));
        var signs = user.May(CasePermissions.Approve);
        return new(
            Work: works,
            Write: user.May(CasePermissions.Work),
            Claim: isOpen && it.OwnerId is null && user.May(CasePermissions.Work),
            Assign: isOpen && works,
            SignTime: isOpen && signs && it.TimeAskedBy is not null && it.TimeAskedBy != user.StaffId,
            SignCompensation: signs && compensations.Any(c => c.State is CompensationState.Proposed && c.ProposedBy != user.StaffId),
            Review: it.Status is CaseStatus.Resolved && it.ReviewedBy is null && it.ToldInTime is null && user.May(CasePermissions.Direct) && it.OwnerId != user.StaffId
                && it.EndedBy != user.StaffId);
    }

    private async Task<CaseAccount?> AccountAsync(ServiceCase it, CancellationToken ct)
    {
        if (it.AccountId is not { } id)
        {
            return null;
        }

        var account = await db.HoldingsSeenBy(user, it.CustomerId).Where(h => h.AccountId == id)
            .Join(db.Accounts, h => h.AccountId, a => a.Id, (h, a) => new { a.Number, a.Kind }).FirstOrDefaultAsync(ct);
        return account is null ? null : new(id, cipher.OpenAccount(id, account.Number), account.Kind);
    }

    private static string? Open(ICustomerCipher? safe, string column, Guid row, Sealed? value) => value is null ? null : safe?.Open(column, row, value);
}
