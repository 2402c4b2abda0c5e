using BankCrm.Domain.Common;

namespace BankCrm.Domain.Admin.SecondFactors;

/// <summary>The public half of a key that was made for this bank, as its device tells it.</summary>
/// <param name="Id">By which the device finds the private half; 1 to 1023 bytes.</param>
/// <param name="PublicKey">As COSE.</param>
/// <param name="SignCount">How often it has signed, as it says itself. 0: it does not count.</param>
/// <param name="Transports">How a browser reaches the device: "usb", "internal".</param>
/// <param name="IsSyncable">Its maker may copy it to other devices of its owner.</param>
/// <param name="IsSynced">It has done so.</param>
public sealed record PasskeyCredential(byte[] Id, byte[] PublicKey, long SignCount, IReadOnlyList<string> Transports, bool IsSyncable, bool IsSynced);

/// <summary>
/// A key that a device of somebody's holds, and that signs for them at the door once they have shown that device who they are. It signs for the address of this bank and no other: there
/// is nothing of it that one could type into a page that only looks like ours. Kept here is its public half.
/// </summary>
[Class(DataClass.C1)]
public sealed class Passkey : Entity
{
    public const int NameMaxLength = 60;

    /// <summary>So many may one person have.</summary>
    public const int Most = 10;

    private Passkey() { } // EF Core

    public Guid StaffId { get; private init; }

    /// <summary>By which its owner knows it: "Laptop", "Key on my ring".</summary>
    public string Name { get; private set; } = "";

    [Class(DataClass.C3)]
    public byte[] CredentialId { get; private init; } = [];

    [Class(DataClass.C3)]
    public byte[] PublicKey { get; private init; } = [];

    public string[] Transports { get; private init; } = [];

    /// <summary>How often it has signed, as it said itself. It only grows, unless the key was copied. 0: it does not count.</summary>
    public long SignCount { get; private init; }

    public bool IsSyncable { get; private init; }

    /// <summary>More than one device of its owner holds it, as its maker said last.</summary>
    public bool IsSynced { get; private init; }

    public DateTimeOffset AddedAt { get; private init; }

    /// <summary>Null: never yet.</summary>
    public DateTimeOffset? LastUsedAt { get; private init; }

    /// <param name="already">How many they have.</param>
    public static Passkey Add(Guid id, Guid staffId, string name, PasskeyCredential credential, int already, DateTimeOffset now)
    {
        Refuse.If(already >= Most, "You have ten passkeys already. Remove one that you use no more.");
        return new()
        {
            Id = id,
            StaffId = staffId,
            Name = name,
            CredentialId = credential.Id,
            PublicKey = credential.PublicKey,
            SignCount = credential.SignCount,
            Transports = [.. credential.Transports],
            IsSyncable = credential.IsSyncable,
            IsSynced = credential.IsSynced,
            AddedAt = now,
        };
    }

    public void Rename(string name)
    {
        Refuse.If(name == Name, "It has this name already.");
        Name = name;
    }
}
