using BankCrm.Application.Admin;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.Outbox;
using BankCrm.Domain.Cases.Mails;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Cases.Mails;

/// <summary>The mailbox to which customers write.</summary>
public interface IIncomingMailbox
{
    /// <summary>The settings name one.</summary>
    bool IsSetUp { get; }
}

/// <summary>Whether the mailbox is read, how it went last, and what becomes of mails.</summary>
[Allow(OutboxPermissions.Read)]
public sealed record GetMailbox;

/// <param name="Branch">Which takes in what people write whom the bank does not know. Null: none yet.</param>
/// <param name="RanAt">Null: never.</param>
/// <param name="Read">How many mails were read then.</param>
/// <param name="Fault">The last one. Null: none yet.</param>
/// <param name="Day">What was done with the mails of the last 24 hours, in the order of the outcomes; those of which there were none are left out.</param>
public sealed record MailboxShown(
    Guid Id, uint Version, bool IsSetUp, DateTimeOffset? StartedAt, Guid? BranchId, string? Branch, bool Confirms, int MostOfSender, string TrustedHost,
    DateTimeOffset? RanAt, int Read, MailboxFault? Fault, DateTimeOffset? FaultAt, IReadOnlyList<MailCount> Day, IReadOnlyList<Choice> Branches)
{
    /// <summary>It went wrong last time.</summary>
    public bool IsAmiss => FaultAt is { } fault && RanAt is { } ran && fault >= ran;
}

public sealed record MailCount(MailOutcome Outcome, int Mails);

internal sealed class GetMailboxHandler(CrmDb db, IIncomingMailbox mailbox, TimeProvider clock) : IQueryHandler<GetMailbox, MailboxShown>
{
    public async Task<MailboxShown> HandleAsync(GetMailbox query, CancellationToken ct)
    {
        var since = clock.GetUtcNow().AddDays(-1);
        var rules = await db.MailRules.SingleAsync(ct);
        var run = await db.MailRuns.SingleAsync(ct);
        var branches = await db.Branches.Where(b => b.ClosedAt == null || b.Id == rules.ForBranchId).OrderBy(b => b.Name).Select(b => new Choice(b.Id, b.Name, false)).ToListAsync(ct);
        var day = (await db.IncomingMails.Where(m => m.ReadAt > since).GroupBy(m => m.Outcome).Select(g => new { g.Key, Mails = g.Count() }).ToListAsync(ct)).OrderBy(c => c.Key);
        return new(
            rules.Id, rules.Version, mailbox.IsSetUp, rules.StartedAt, rules.ForBranchId, branches.Find(b => b.Id == rules.ForBranchId)?.Label, rules.Confirms, rules.MostOfSender, rules.TrustedHost,
            run.RanAt, run.Read, run.Fault, run.FaultAt, [.. day.Select(c => new MailCount(c.Key, c.Mails))], branches);
    }
}
