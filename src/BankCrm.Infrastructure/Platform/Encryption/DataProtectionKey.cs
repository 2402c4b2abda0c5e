using BankCrm.Domain.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BankCrm.Infrastructure.Platform.Encryption;

/// <summary>A key of ASP.NET Core Data Protection, which protects cookies and forms; all instances share them.</summary>
[Class(DataClass.C3)]
internal sealed class DataProtectionKey
{
    public const string Column = "data_protection_keys.xml";

    private DataProtectionKey() { } // EF Core

    public DataProtectionKey(Guid id, string name, Sealed xml) => (Id, Name, Xml) = (id, name, xml);

    public Guid Id { get; private init; }

    /// <summary>What Data Protection calls it.</summary>
    public string Name { get; private init; } = "";

    public Sealed Xml { get; private init; } = new([]);
}

internal sealed class DataProtectionKeyConfiguration : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> keys)
    {
        keys.ToTable("data_protection_keys");
        keys.Property(k => k.Id).ValueGeneratedNever();
        keys.Property(k => k.Name).HasMaxLength(200);
    }
}
