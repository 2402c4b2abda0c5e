using BankCrm.Domain.Admin.Users;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Admin.Users;

internal sealed class SignInConfiguration : IEntityTypeConfiguration<SignIn>, IViolations
{
    private const string Name = "ux_sign_ins_name";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        [Name] = "Another colleague has this user name.", // in other capitals
    };

    public void Configure(EntityTypeBuilder<SignIn> signIns)
    {
        signIns.ToTable("sign_ins");
        signIns.HasOne<StaffMember>().WithOne().HasForeignKey<SignIn>(s => s.Id).OnDelete(DeleteBehavior.Restrict);
        signIns.Property(s => s.Id).ValueGeneratedNever();
        signIns.Property(s => s.ConcurrencyStamp).IsConcurrencyToken();
        signIns.Property(s => s.UserName).HasMaxLength(StaffMember.UserNameMaxLength);
        signIns.Property(s => s.NormalizedUserName).HasMaxLength(StaffMember.UserNameMaxLength);
        signIns.HasIndex(s => s.NormalizedUserName).IsUnique().HasDatabaseName(Name); // found at the door by name
    }
}

internal sealed class SignInTables :
    IEntityTypeConfiguration<IdentityUserClaim<Guid>>, IEntityTypeConfiguration<IdentityUserLogin<Guid>>,
    IEntityTypeConfiguration<IdentityUserToken<Guid>>, IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> claims)
    {
        claims.ToTable("sign_in_claims");
        claims.HasOne<SignIn>().WithMany().HasForeignKey(c => c.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> logins)
    {
        logins.ToTable("sign_in_logins");
        logins.HasKey(l => new { l.LoginProvider, l.ProviderKey });
        logins.HasOne<SignIn>().WithMany().HasForeignKey(l => l.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> tokens)
    {
        tokens.ToTable("sign_in_tokens");
        tokens.HasKey(t => new { t.UserId, t.LoginProvider, t.Name });
        tokens.HasOne<SignIn>().WithMany().HasForeignKey(t => t.UserId);
    }

    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> passkeys)
    {
        passkeys.ToTable("sign_in_passkeys");
        passkeys.HasKey(p => p.CredentialId);
        passkeys.Property(p => p.CredentialId).HasMaxLength(1024);
        passkeys.OwnsOne(p => p.Data, data => data.ToJson());
        passkeys.HasOne<SignIn>().WithMany().HasForeignKey(p => p.UserId);
    }
}
