using BankCrm.Domain.Admin.Roles;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Admin.Roles;

internal sealed class RoleConfiguration : IEntityTypeConfiguration<Role>, IViolations
{
    private const string Name = "ux_roles_name";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [Name] = "Another role has this name.",
    };

    public void Configure(EntityTypeBuilder<Role> roles)
    {
        roles.ToTable("roles");
        roles.Property(r => r.Name).HasMaxLength(Role.NameMaxLength);
        roles.Property(r => r.Permissions).HasField("permissions").HasColumnType("text[]");
        roles.Property(r => r.Offered).HasField("offered").HasColumnType("text[]");
        roles.HasIndex(r => r.Name).IsUnique().HasDatabaseName(Name);
    }
}
