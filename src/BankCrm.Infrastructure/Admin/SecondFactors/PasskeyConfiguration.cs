using BankCrm.Domain.Admin.SecondFactors;
using BankCrm.Domain.Admin.Users;
using BankCrm.Domain.Common;
using BankCrm.Infrastructure.Platform.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Admin.SecondFactors;

/// <summary>What a browser was given to have signed. It opens nothing by itself.</summary>
[Class(DataClass.C1)]
internal sealed class PasskeyQuestion
{
    /// <summary>SHA-256 of the occasion and of the handle that the form holds.</summary>
    [Class(DataClass.C3)]
    public byte[] Key { get; init; } = [];

    /// <summary>What the answer is compared with, the challenge in it; as the framework's own verification keeps it.</summary>
    [Class(DataClass.C3)]
    public string State { get; init; } = "";

    public DateTimeOffset AskedAt { get; init; }
}

internal sealed class PasskeyConfiguration : IEntityTypeConfiguration<Passkey>, IEntityTypeConfiguration<PasskeyQuestion>, IViolations
{
    private const string Credential = "ux_passkeys_credential";
    private const string Name = "ux_passkeys_name";

    public IReadOnlyDictionary<string, string> Sentences { get; } = new Dictionary<string, string>
    {
        ["pk_passkeys"] = "This passkey was added already.", // the same form, sent twice
        [Credential] = "This passkey was added already.",
        [Name] = "You have a passkey of this name. Give this one another.",
    };

    public void Configure(EntityTypeBuilder<Passkey> passkeys)
    {
        passkeys.ToTable("passkeys", table => table.HasCheckConstraint("ck_passkeys_sign_count", "sign_count >= 0"));
        passkeys.Property(p => p.Name).HasMaxLength(Passkey.NameMaxLength);
        passkeys.Property(p => p.CredentialId).HasMaxLength(1023);
        passkeys.HasOne<StaffMember>().WithMany().HasForeignKey(p => p.StaffId).OnDelete(DeleteBehavior.Restrict);
        passkeys.HasIndex(p => p.CredentialId, Credential).IsUnique(); // one key, one person
        passkeys.HasIndex(p => new { p.StaffId, p.Name }, Name).IsUnique(); // all of one person's; two of one name could not be told apart
    }

    public void Configure(EntityTypeBuilder<PasskeyQuestion> questions)
    {
        questions.ToTable("passkey_questions");
        questions.HasKey(q => q.Key);
        questions.HasIndex(q => q.AskedAt); // the old ones are swept with each new one
    }
}
