using BankCrm.Domain.Common;

namespace BankCrm.Domain.Integration;

/// <summary>A request of another system under the key it chose: asked again, it is answered as the first time.</summary>
[Class(DataClass.C1)]
public sealed class ApiRequest
{
    public const int KeyMinLength = 16;
    public const int KeyMaxLength = 128;
    public const int RouteMaxLength = 200;

    /// <summary>How long a key is remembered.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    private ApiRequest() { } // EF Core

    public Guid ClientId { get; private init; }
    public string Key { get; private init; } = "";
    public string Route { get; private init; } = "";

    /// <summary>Keyed, of the body.</summary>
    public byte[] BodyDigest { get; private init; } = [];

    /// <summary>The branches the client reached then: reaching others, it is not told what it was answered.</summary>
    public string Scope { get; private init; } = "";

    public DateTimeOffset StartedAt { get; private init; }

    /// <summary>Whoever works at it has given up, or died, when this is past.</summary>
    public DateTimeOffset LeasedUntil { get; private init; }

    /// <summary>Which attempt it is: one that was taken over can no longer answer.</summary>
    public Guid Attempt { get; private init; }

    /// <summary>Null: at work.</summary>
    public int? Status { get; private set; }

    /// <summary>Byte for byte. Ids, numbers and reasons: what is asked of a person's data is not asked under a key.</summary>
    public byte[]? Answer { get; private set; }

    /// <summary>Saved together with what the request changed.</summary>
    public void IsAnswered(int status, byte[] answer) => (Status, Answer) = (status, answer);
}
