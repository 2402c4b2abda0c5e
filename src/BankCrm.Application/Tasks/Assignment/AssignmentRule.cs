using BankCrm.Application.Admin.Users;
using BankCrm.Application.Common;
using BankCrm.Application.Customers;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Customers;
using BankCrm.Domain.Tasks.Assignment;
using BankCrm.Domain.Tasks.Queues;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Tasks.Assignment;

/// <summary>Counts who of a queue gets what. It gives nothing to anybody: whoever asks does.</summary>
[Policy]
internal sealed class AssignmentRule(IEnumerable<IQueueWork> kinds)
{
    /// <summary>
    /// One counting for each piece, in their order. Each is counted as if those before it had been given to their winners already.
    /// </summary>
    /// <param name="queue">With its members.</param>
    public async Task<IReadOnlyList<Counting>> CountAsync(
        CrmDb db, WorkQueue queue, IReadOnlyList<WorkToAssign> works, DateTimeOffset now, CancellationToken ct)
    {
        var people = queue.Members.Select(m => m.StaffId).ToList();
        var today = Branch.DayAt(now);
        var open = (await OpenLoadAsync(db, queue.BranchId, people, ct)).ToDictionary(l => l.Key, l => l.Value.Points);
        var away = await db.Absences.HoldingOn(today).Where(a => people.Contains(a.StaffId)).Select(a => new { a.StaffId, a.Until }).ToDictionaryAsync(a => a.StaffId, a => a.Until, ct);
        var atWork = new Dictionary<IQueueWork, HashSet<Guid>>();
        foreach (var kind in works.Select(w => w.Of).Distinct())
        {
            atWork[kind] = (await db.StaffAtWorkIn(queue.BranchId, kind.Works, now).Select(s => s.Id).ToListAsync(ct)).ToHashSet();
        }

        var seesProtected = works.Any(w => w.IsProtected)
            ? (await db.StaffAtWorkIn(queue.BranchId, CustomerPermissions.ReadProtected, now).Select(s => s.Id).ToListAsync(ct)).ToHashSet()
            : [];
        var given = await db.Decisions.Where(d => d.QueueId == queue.Id && people.Contains(d.ChosenId)).GroupBy(d => d.ChosenId)
            .Select(g => new { g.Key, At = g.Max(d => d.At) }).ToDictionaryAsync(g => g.Key, g => (DateTimeOffset?)g.At, ct);

        var countings = new List<Counting>();
        foreach (var work in works)
        {
            var counting = Counting.Of(
                new(queue.Needs, queue.Wishes, work.CustomerId is not null, work.Language is not null), queue.Members.Select(m => CandidateFor(work, m)), queue.Weights);
            countings.Add(counting);
            if (counting.Winner is { } winner)
            {
                open[winner.StaffId] = open.GetValueOrDefault(winner.StaffId) + work.Points;
                given[winner.StaffId] = now;
            }
        }

        return countings;

        Candidate CandidateFor(WorkToAssign work, QueueMember member) => new(
            member.StaffId, member.Skills, work.Language is CustomerLanguage.English ? member.SpeaksEnglish : member.SpeaksChinese, work.CustomersOwnerId == member.StaffId,
            open.GetValueOrDefault(member.StaffId), member.Capacity, given.GetValueOrDefault(member.StaffId),
            away.TryGetValue(member.StaffId, out var until) ? new(PassedOverFor.Absence, until)
            : !atWork[work.Of].Contains(member.StaffId) ? new(PassedOverFor.NoRight)
            : work.NotFor.Contains(member.StaffId) ? new(PassedOverFor.Concerned)
            : work.IsProtected && !seesProtected.Contains(member.StaffId) ? new(PassedOverFor.Protection)
            : null);
    }

    /// <summary>What each of these colleagues has open, of all kinds of work, in this branch and in all others; who has nothing is left out.</summary>
    public async Task<Dictionary<Guid, OpenLoad>> OpenLoadAsync(CrmDb db, Guid branchId, IReadOnlyCollection<Guid> people, CancellationToken ct)
    {
        Guid[] asked = [.. people];
        var open = asked.Length == 0 ? [] : await db.OpenPiecesOf(asked, branchId).ToListAsync(ct);
        return open.GroupBy(w => w.StaffId).ToDictionary(g => g.Key, g => new OpenLoad(
            g.Where(w => w.IsHere).Sum(PointsOf), g.Where(w => !w.IsHere).Sum(PointsOf), g.Where(w => !w.IsHere && w.Kind is QueuedKind.FollowUp).Sum(w => w.Pieces)));

        int PointsOf(OpenPieces work) => work.Pieces * Of(work.Kind).PointsOf(work.Priority);
    }

    /// <summary>What waits in a queue, of the kinds this colleague may have or give away, what is due first on top.</summary>
    /// <param name="deals">It is given to others. Otherwise they take it themselves.</param>
    public async Task<IReadOnlyList<WorkToAssign>> NextAsync(CrmDb db, CurrentUser user, Guid queueId, bool deals, int most, CancellationToken ct)
    {
        var next = new List<WorkToAssign>();
        foreach (var kind in kinds.Where(k => user.May(deals ? k.Directs : k.Works)))
        {
            next.AddRange(await kind.NextAsync(db, user, queueId, most, ct));
        }

        return [.. next.OrderBy(w => w.DueAt).ThenBy(w => w.Id).Take(most)];
    }

    /// <summary>All kinds in one list, a page of it.</summary>
    public async Task<Page<QueuedRow>> PageAsync(CrmDb db, CurrentUser user, Guid queueId, string? after, int size, DateTimeOffset now, CancellationToken ct)
    {
        var last = Cursor.TryRead<(DateTimeOffset At, Guid Id)>(after, out var read) ? read : ((DateTimeOffset At, Guid Id)?)null;
        var rows = new List<QueuedRow>();
        foreach (var kind in kinds)
        {
            rows.AddRange(await kind.ListAsync(db, user, queueId, last, size + 1, now, ct));
        }

        List<QueuedRow> shown = [.. rows.OrderBy(r => r.DueAt).ThenBy(r => r.Id).Take(size)];
        return new(shown, rows.Count > size ? Cursor.Write((shown[^1].DueAt, shown[^1].Id)) : null);
    }

    /// <summary>The latest of all kinds. Null: nothing.</summary>
    public async Task<TakenWork?> LastTakenAsync(CrmDb db, Guid queueId, Guid? by, CancellationToken ct)
    {
        TakenWork? last = null;
        foreach (var kind in kinds)
        {
            last = await kind.LastTakenAsync(db, queueId, by, ct) is { } taken && (last is null || taken.At > last.At) ? taken : last;
        }

        return last;
    }

    public IQueueWork Of(QueuedKind kind) => kinds.Single(k => k.Kind == kind);

    /// <summary>What whoever deals out all kinds of work may.</summary>
    public IReadOnlyList<string> Directs => [.. kinds.Select(k => k.Directs)];

    /// <summary>Of all kinds of work.</summary>
    /// <param name="hiddenFrom">What this colleague must not know of is not counted. Null: all is.</param>
    public async Task<Dictionary<Guid, int>> WaitingAsync(CrmDb db, IReadOnlyCollection<Guid> queueIds, Guid? hiddenFrom, CancellationToken ct)
    {
        var waiting = new Dictionary<Guid, int>();
        foreach (var kind in kinds)
        {
            foreach (var (queue, count) in await kind.WaitingAsync(db, queueIds, hiddenFrom, ct))
            {
                waiting[queue] = waiting.GetValueOrDefault(queue) + count;
            }
        }

        return waiting;
    }

    /// <summary>What a queue can be set up to take: kinds of work that there are.</summary>
    public IReadOnlyList<QueueTakes> Takes
    {
        get
        {
            var known = kinds.Select(k => k.WaitsIn).Distinct().Order().ToList();
            return known.Count > 1 ? [.. known, QueueTakes.Both] : known;
        }
    }
}
