using BankCrm.Domain.Common;

namespace BankCrm.Domain.Customers.Consents;

/// <summary>Several channels together in one number.</summary>
[Flags]
public enum ConsentChannels
{
    None = 0,
    Phone = 1,
    Sms = 2,
    Email = 4,
    WeChat = 8,
    Post = 16,
}

/// <summary>
/// What a customer said last, for each purpose and channel. The database keeps it, in the transaction of whatever records a consent, so that who may be
/// reached is found without reading all they ever said.
/// </summary>
[Class(DataClass.C1)]
public sealed class StandingConsent : IBranchScoped, IOfCustomer
{
    private StandingConsent() { } // EF Core

    public Guid CustomerId { get; private init; }
    public Guid BranchId { get; private init; }

    /// <summary>On which channels they agreed to marketing.</summary>
    public ConsentChannels Marketing { get; private init; }

    /// <summary>On which channels they refused marketing.</summary>
    public ConsentChannels NoMarketing { get; private init; }

    /// <summary>Agreed to profiling, on whatever channel it was said.</summary>
    public ConsentChannels Profiling { get; private init; }

    /// <summary>Agreed to sharing with partners.</summary>
    public ConsentChannels Sharing { get; private init; }

    /// <summary>The flag of one channel.</summary>
    public static ConsentChannels FlagOf(ConsentChannel channel) => Enum.Parse<ConsentChannels>(channel.ToString());
}
