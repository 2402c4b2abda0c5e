using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Channels;

namespace BankCrm.Domain.Tasks.Digests;

/// <summary>That a colleague wants an e-mail each working morning of what waits for them. Nobody gets one who has not asked for it.</summary>
[Class(DataClass.C1)]
public sealed class DigestSetting : Entity
{
    public const string AddressColumn = "digest_settings.address";

    private DigestSetting() { } // EF Core

    public Guid StaffId { get; private init; }

    /// <summary>Where they read their e-mail.</summary>
    [Class(DataClass.C2)]
    public Sealed Address { get; private set; } = null!;

    /// <summary>By the clocks at the bank's counters.</summary>
    public TimeOnly At { get; private set; }

    public TextLanguage Language { get; private set; }

    public static DigestSetting Of(Guid id, Guid staffId, Sealed address, TimeOnly at, TextLanguage language)
    {
        var setting = new DigestSetting { Id = id, StaffId = staffId };
        setting.Change(address, at, language);
        return setting;
    }

    public void Change(Sealed address, TimeOnly at, TextLanguage language) => (Address, At, Language) = (address, at, language);
}
