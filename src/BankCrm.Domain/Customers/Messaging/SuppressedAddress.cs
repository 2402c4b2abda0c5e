using BankCrm.Domain.Common;
using BankCrm.Domain.Platform.Channels;

namespace BankCrm.Domain.Customers.Messaging;

public enum SuppressedBecause
{
    [Means("The other side says there is no such number or address")] Bounced,
    [Means("Whoever has it asked for it")] AskedFor,
    [Means("It belongs to somebody else")] NotTheirs,
}

/// <summary>A number or address to which nothing is sent any more, whoever's it is. Only a keyed hash of it is kept.</summary>
[Class(DataClass.C1)]
public sealed class SuppressedAddress : Entity
{
    private SuppressedAddress() { } // EF Core

    public ChannelKind Channel { get; private init; }

    /// <summary>As that of the contact point.</summary>
    [Class(DataClass.C2)]
    public byte[] Lookup { get; private init; } = [];

    public SuppressedBecause Because { get; private init; }
    public DateTimeOffset At { get; private init; }

    /// <summary>Null: the system.</summary>
    public Guid? By { get; private init; }

    /// <summary>Null: it holds.</summary>
    public DateTimeOffset? LiftedAt { get; private set; }

    public Guid? LiftedBy { get; private set; }

    public static SuppressedAddress Of(Guid id, ChannelKind channel, byte[] lookup, SuppressedBecause because, Guid? by, DateTimeOffset now) => new()
    {
        Id = id,
        Channel = channel,
        Lookup = lookup,
        Because = because,
        By = by,
        At = now,
    };

    public void Lift(Guid by, DateTimeOffset now)
    {
        Refuse.If(LiftedAt is not null, "Something is sent to it again already.");
        (LiftedAt, LiftedBy) = (now, by);
    }
}
