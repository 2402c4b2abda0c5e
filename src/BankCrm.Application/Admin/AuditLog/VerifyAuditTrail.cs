using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Platform.AuditTrail;

namespace BankCrm.Application.Admin.AuditLog;

/// <summary>Checks the whole chain and its anchors. On record, whatever comes out.</summary>
[Allow(AuditPermissions.Verify)]
public sealed record VerifyAuditTrail : IRecorded<AuditVerdict>
{
    public AuditRecord Record(AuditVerdict result) => new(AuditEvents.Verified, result.IsWell ? AuditOutcome.Ok : AuditOutcome.Error)
    {
        ReasonText = result.Fault,
    };
}

internal sealed class VerifyAuditTrailHandler(IAuditProof proof) : IQueryHandler<VerifyAuditTrail, AuditVerdict>
{
    public Task<AuditVerdict> HandleAsync(VerifyAuditTrail query, CancellationToken ct) => proof.VerifyAsync(ct);
}
