using BankCrm.Infrastructure.Platform.AuditTrail;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BankCrm.Application.Tests.Platform.AuditTrail;

internal static class Sealers
{
    public static AuditSealer One(NpgsqlDataSource database) => new(database, TimeProvider.System, NullLogger<AuditSealer>.Instance);

    public static AuditAnchorer Anchorer(NpgsqlDataSource database, AuditAnchorFile file, TimeProvider? clock = null) =>
        new(database, file, clock ?? TimeProvider.System, NullLogger<AuditAnchorer>.Instance);
}
