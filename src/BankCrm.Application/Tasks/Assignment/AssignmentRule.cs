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
    /// <param name="permission">Without it nobody may have work of this kind.</param>
    public async Task<IReadOnlyList<Counting>> CountAsync(
        CrmDb db, WorkQueue queue, string permission, IReadOnlyList<WorkToAssign> works, DateTimeOffset now, CancellationToken ct)
    {
        var people = queue.Members.Select(m => m.StaffId).ToList();
        var today = Branch.DayAt(now);
        var open = await OpenPointsAsync(db, queue, people, ct);
        var away = await db.Absences.HoldingOn(today).Where(a => people.Contains(a.StaffId)).Select(a => new { a.StaffId, a.Until }).ToDictionaryAsync(a => a.StaffId, a => a.Until, ct);
        var atWork = (await db.StaffAtWorkIn(queue.BranchId, permission, now).Select(s => s.Id).ToListAsync(ct)).ToHashSet();
        var seesProtected = works.Any(w => w.IsProtected)
            ? (await db.StaffAtWorkIn(queue.BranchId, CustomerPermissions.ReadProtected, now).Select(s => s.Id).ToListAsync(ct)).ToHashSet()
            : [];
        var given = await db.Decisions.Where(d => d.QueueId == queue.Id && people.Contains(d.ChosenId)).GroupBy(d => d.ChosenId)
            .Select(g => new { g.Key, At = g.Max(d => d.At) }).ToDictionaryAsync(g => g.Key, g => (DateTimeOffset?)g.At, ct);

        var countings = new List<Counting>();
        foreach (var work in works)
        {
            var counting = Counting.Of(
                new(queue.Needs, queue.Wishes, work.CustomerId is not null), queue.Members.Select(m => CandidateFor(work, m)), queue.Weights);
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
            : !atWork.Contains(member.StaffId) ? new(PassedOverFor.NoRight)
            : work.IsProtected && !seesProtected.Contains(member.StaffId) ? new(PassedOverFor.Protection)
            : null);
    }

    /// <summary>Of all kinds of work.</summary>
    public async Task<Dictionary<Guid, int>> OpenPointsAsync(CrmDb db, WorkQueue queue, IReadOnlyCollection<Guid> people, CancellationToken ct)
    {
        var points = new Dictionary<Guid, int>();
        foreach (var kind in kinds)
        {
            foreach (var (person, open) in await kind.OpenPointsAsync(db, queue.BranchId, people, ct))
            {
                points[person] = points.GetValueOrDefault(person) + open;
            }
        }

        return points;
    }

    /// <summary>Of all kinds of work.</summary>
    public async Task<Dictionary<Guid, int>> WaitingAsync(CrmDb db, IReadOnlyCollection<Guid> queueIds, CancellationToken ct)
    {
        var waiting = new Dictionary<Guid, int>();
        foreach (var kind in kinds)
        {
            foreach (var (queue, count) in await kind.WaitingAsync(db, queueIds, ct))
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
            var known = kinds.Select(k => k.Kind).Distinct().Order().ToList();
            return known.Count > 1 ? [.. known, QueueTakes.Both] : known;
        }
    }
}
