using System.Text.Json;
using BankCrm.Application.Campaigns.Planning;
using BankCrm.Application.Common;
using BankCrm.Application.DataQuality.Export;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Campaigns.Contacts;
using BankCrm.Domain.Campaigns.HandOvers;
using BankCrm.Domain.Campaigns.Planning;
using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.AuditTrail;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.Campaigns.HandOvers;

/// <summary>
/// Writes the file and marks those in it, in one transaction: either they are handed over and the file is there, or neither. Sent by the job on behalf of whoever asked
/// for it: no page sends it.
/// </summary>
/// <param name="Worker">The process that has leased it.</param>
[Allow(CampaignPermissions.HandOver)]
public sealed record WriteHandOver(Guid Id, string Worker);

/// <summary>There will be no file. The job's own.</summary>
[Allow(CampaignPermissions.Prepare)]
public sealed record FailHandOver(Guid Id, string Why);

/// <summary>The file is kept no longer. The job's own.</summary>
[Allow(CampaignPermissions.Prepare)]
public sealed record ExpireHandOver(Guid Id);

/// <summary>What of files the database and the disk do by themselves, in the transaction that is open.</summary>
internal interface IHandOverWriter
{
    /// <summary>Asks again who may be written to, writes those who may, and marks all it came to.</summary>
    /// <returns>The file, and how many were held back, by reason.</returns>
    Task<(HandedOverFile File, IReadOnlyDictionary<NotContacted, int> HeldBack)> WriteAsync(CampaignHandOver handOver, Campaign campaign, string worker, CancellationToken ct);

    /// <summary>Those in a file that nobody came for wait again.</summary>
    Task GiveBackAsync(Guid handOver, DateTimeOffset now, CancellationToken ct);
}

internal sealed class WriteHandOverValidator : AbstractValidator<WriteHandOver>
{
    public WriteHandOverValidator() => RuleFor(h => h.Worker).NotEmpty();
}

internal sealed class FailHandOverValidator : AbstractValidator<FailHandOver>
{
    public FailHandOverValidator() => RuleFor(h => h.Why).NotEmpty().MaximumLength(CampaignHandOver.FailureMaxLength);
}

internal sealed class ExpireHandOverValidator : AbstractValidator<ExpireHandOver>
{
    public ExpireHandOverValidator() => RuleFor(h => h.Id).NotEmpty();
}

internal sealed class WriteHandOverHandler(CrmDb db, CurrentUser user, IHandOverWriter writer, ExportLimits limits, IAuditTrail audit, TimeProvider clock) : ICommandHandler<WriteHandOver>
{
    public async Task HandleAsync(WriteHandOver command, CancellationToken ct)
    {
        var asked = await db.CampaignHandOvers.SingleOrDefaultAsync(h => h.Id == command.Id && h.RequestedBy == user.StaffId, ct) ?? throw new NotFoundException();
        Refuse.If(!asked.IsAtWork, "The hand-over has ended already.");
        var campaign = await db.CampaignsSeenBy(user).AsSplitQuery().SingleOrDefaultAsync(c => c.Id == asked.CampaignId, ct) ?? throw new NotFoundException();
        var (file, held) = await writer.WriteAsync(asked, campaign, command.Worker, ct);
        Refuse.If(!await db.Campaigns.AnyAsync(c => c.Id == campaign.Id && c.State == CampaignState.Running, ct), "It does not run."); // stopped while it was written
        Refuse.If(file.Rows == 0 && held.Count == 0, "Nobody waits to be handed over.");

        var handOver = await db.ForChangeAsync<CampaignHandOver>(command.Id, ct);
        handOver.Finish(file, held.Count == 0 ? "" : JsonSerializer.Serialize(held), clock.GetUtcNow(), TimeSpan.FromHours(limits.KeepHours));
        audit.Record(HandOverRecords.Of(AuditEvents.Exported, handOver));
    }
}

internal sealed class FailHandOverHandler(CrmDb db, TimeProvider clock) : ICommandHandler<FailHandOver>
{
    public async Task HandleAsync(FailHandOver command, CancellationToken ct) =>
        (await db.ForChangeAsync<CampaignHandOver>(command.Id, ct)).Fail(command.Why, clock.GetUtcNow());
}

internal sealed class ExpireHandOverHandler(CrmDb db, IHandOverWriter writer, TimeProvider clock) : ICommandHandler<ExpireHandOver>
{
    public async Task HandleAsync(ExpireHandOver command, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if ((await db.ForChangeAsync<CampaignHandOver>(command.Id, ct)).Expire(now))
        {
            await writer.GiveBackAsync(command.Id, now, ct);
        }
    }
}
