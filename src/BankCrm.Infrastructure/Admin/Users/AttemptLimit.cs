using BankCrm.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Admin.Users;

/// <summary>How often something was tried lately, by an address or for a name. In the database, so that a restart forgets nothing.</summary>
[Class(DataClass.C1)]
internal sealed class AttemptLimit
{
    /// <summary>A hash: what is typed for a name may be a password.</summary>
    public byte[] Key { get; init; } = [];

    public DateTimeOffset OpenedAt { get; init; }
    public int Count { get; init; }
}

internal sealed class AttemptLimitConfiguration : IEntityTypeConfiguration<AttemptLimit>
{
    public void Configure(EntityTypeBuilder<AttemptLimit> limits)
    {
        limits.ToTable("attempt_limits");
        limits.HasKey(l => l.Key);
    }
}
