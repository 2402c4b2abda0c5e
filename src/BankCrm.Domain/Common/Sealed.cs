namespace BankCrm.Domain.Common;

/// <summary>
/// A sensitive value as it is stored: an AES-256-GCM envelope that opens only with the customer's key, in the row and column it
/// was sealed for. Printed, logged or rendered it shows nothing.
/// </summary>
public sealed class Sealed(byte[] envelope) : IEquatable<Sealed>
{
    /// <summary>Version, key id, nonce, ciphertext, tag.</summary>
    public byte[] Envelope { get; } = envelope;

    public bool Equals(Sealed? other) => other is not null && Envelope.AsSpan().SequenceEqual(other.Envelope);

    public override bool Equals(object? obj) => Equals(obj as Sealed);

    public override int GetHashCode() => Envelope.Length > 24 ? BitConverter.ToInt32(Envelope, 8) : 0;

    public override string ToString() => "••••";
}

/// <summary>The class of a stored value after JR/T 0171-2020: how much harm its leak would do.</summary>
public enum DataClass
{
    /// <summary>Internal: no harm to a customer by itself.</summary>
    C1,

    /// <summary>Identifies a customer or shows their finances: masked, audited, encrypted where SECURITY says so.</summary>
    C2,

    /// <summary>Authenticates: never stored readable.</summary>
    C3,
}

/// <summary>Says the class of a stored property, or of all properties of a class. A stored property without one fails the build.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class ClassAttribute(DataClass dataClass) : Attribute
{
    public DataClass DataClass { get; } = dataClass;
}
