using System.Buffers.Binary;
using BankCrm.Application.Common;
using BankCrm.Application.Platform.AuditTrail;
using BankCrm.Domain.Admin.Branches;
using BankCrm.Domain.Platform.AuditTrail;

namespace BankCrm.Application.Admin.AuditLog;

internal static class AuditReading
{
    private static readonly string[] SecurityEvents = [.. AuditEvents.All.Keys.Where(IsAboutSecurity)];

    extension(IQueryable<AuditEntry> entries)
    {
        /// <summary>Row-level security has kept other branches out; this keeps out what the user's rights do not cover.</summary>
        public IQueryable<AuditEntry> ReadableBy(CurrentUser user)
        {
            var person = user.Person;
            return user.May(AuditPermissions.Read) ? entries
                : user.May(AuditPermissions.ReadSecurity)
                    ? entries.Where(e => e.Actor == person || (e.CustomerRef == null && SecurityEvents.Contains(e.Event)))
                    : entries.Where(e => e.Actor == person);
        }
    }

    private static bool IsAboutSecurity(string auditEvent) => auditEvent.Split('.')[0]
        is "session" or "credential" or "rights" or "setting" or "key" or "access" or "request" or "audit" or "job" or "backup" or "api";
}

internal static class AuditDays
{
    /// <summary>The smallest id that an entry of this day, by the bank's clock, can have.</summary>
    public static Guid FirstIdOf(DateOnly day)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Branch.StartOf(day).ToUnixTimeMilliseconds() << 16);
        return new(bytes, bigEndian: true);
    }
}
