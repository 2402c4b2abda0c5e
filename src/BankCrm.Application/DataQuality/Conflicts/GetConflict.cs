using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Application.Platform.Messages;
using BankCrm.Domain.Platform.AuditTrail;
using BankCrm.Domain.Platform.Messages;
using Microsoft.EntityFrameworkCore;

namespace BankCrm.Application.DataQuality.Conflicts;

[Allow(ConflictPermissions.Read)]
public sealed record GetConflict(Guid Id) : IRecorded<ConflictDetails>
{
    public AuditRecord? Record(ConflictDetails result) => new(AuditEvents.CustomerViewed)
    {
        ObjectType = nameof(MessageConflict),
        ObjectId = result.Id,
        CustomerRef = result.CustomerId,
        BranchId = result.BranchId,
    };
}

/// <param name="CustomerId">The customer it speaks of, where it does and the reader sees them.</param>
/// <param name="Theirs">What the message says, sensitive values masked.</param>
public sealed record ConflictDetails(
    Guid Id, uint Version, Guid BranchId, string Source, string Stream, long Sequence, ConflictReason Reason, DateTimeOffset ReceivedAt, Guid? CustomerId,
    string? Customer, IReadOnlyList<(string Label, string Value)> Theirs, ConflictStatus Status, string Note, string? DecidedBy, DateTimeOffset? DecidedAt);

internal sealed class GetConflictHandler(CrmDb db, IEnumerable<IMessageStream> streams) : IQueryHandler<GetConflict, ConflictDetails>
{
    public async Task<ConflictDetails> HandleAsync(GetConflict query, CancellationToken ct)
    {
        var conflict = await db.MessageConflicts.SingleOrDefaultAsync(c => c.Id == query.Id, ct) ?? throw new NotFoundException();
        var customer = await db.Customers.Where(c => c.Id == conflict.RecordId).Select(c => new { c.Id, c.Number }).SingleOrDefaultAsync(ct);
        var decidedBy = await db.Staff.Where(s => s.Id == conflict.DecidedBy).Select(s => s.Name).SingleOrDefaultAsync(ct);
        return new(
            conflict.Id, conflict.Version, conflict.BranchId, conflict.Source, conflict.Stream, conflict.Sequence, conflict.Reason, conflict.ReceivedAt,
            customer?.Id, customer?.Number, streams.FirstOrDefault(s => s.Name == conflict.Stream)?.Describe(conflict) ?? [], conflict.Status, conflict.Note,
            decidedBy, conflict.DecidedAt);
    }
}
